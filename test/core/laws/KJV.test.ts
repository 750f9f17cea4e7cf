import { lawsOf } from './laws.ts';

lawsOf('KJV');
