import { lawsOf } from './laws.ts';

lawsOf('EXT');
