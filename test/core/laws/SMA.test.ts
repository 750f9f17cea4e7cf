import { lawsOf } from './laws.ts';

lawsOf('SMA');
