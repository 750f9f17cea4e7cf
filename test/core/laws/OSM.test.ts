import { lawsOf } from './laws.ts';

lawsOf('OSM');
