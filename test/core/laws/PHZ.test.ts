import { lawsOf } from './laws.ts';

lawsOf('PHZ');
