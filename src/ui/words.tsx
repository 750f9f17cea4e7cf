import { createContext, type ReactNode, use } from 'react';
import { nl, type Texts } from './texts.nl.ts';

const Words = createContext<Texts>(nl);

export const WordsIn = ({ texts, children }: { readonly texts: Texts; readonly children: ReactNode }) => (
  <Words value={texts}>{children}</Words>
);

/** The sentences in the language of this window. */
export const useTexts = (): Texts => use(Words);
