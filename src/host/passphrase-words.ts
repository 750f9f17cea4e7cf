import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judge, type WordList, wordList } from '#vault/passphrase.ts';
import type { Judgement } from './keys-operations.ts';

/** The list of words that passphrases are offered from and held against. */
export type Words = {
  readonly list: () => WordList;
  /** The name of the vault stands on the screen, so it adds nothing to a passphrase. The passphrase is not wiped here. */
  readonly judge: (passphrase: Uint8Array, name: string) => Judgement;
};

/** Read when it is first needed: most starts end in an unlock. Throws when the installation is not whole. */
export const passphraseWords = (assetsFolder: string): Words => {
  let read: WordList | undefined;
  const list = (): WordList => {
    read ??= wordList(readFileSync(join(assetsFolder, 'passphrase-words.txt'), 'utf8'));
    return read;
  };
  return {
    list,
    judge: (passphrase, name) => {
      const { enough, weaknesses } = judge(list(), passphrase, name);
      return { enough, weaknesses: [...weaknesses] };
    },
  };
};
