import { lawsOf } from './laws.ts';

lawsOf('ASG');
