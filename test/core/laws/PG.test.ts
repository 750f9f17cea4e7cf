import { lawsOf } from './laws.ts';

lawsOf('PG');
