import { lawsOf } from './laws.ts';

lawsOf('PTS');
