import { lawsOf } from './laws.ts';

lawsOf('SGM');
