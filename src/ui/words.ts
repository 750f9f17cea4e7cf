import { nl, type Texts } from './texts.nl.ts';

/** The sentences in the language of this window. Screens ask here, so that a choice of language is one change. */
export const useTexts = (): Texts => nl;
