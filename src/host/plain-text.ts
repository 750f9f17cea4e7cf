const onlyAscii = /^[ -~\s]*$/;

/** Lower case, without accents: who types `celine` means Céline too. */
export const plain = (text: string): string => {
  const lower = text.toLowerCase();
  return onlyAscii.test(lower) ? lower : lower.normalize('NFD').replace(/\p{M}/gu, '');
};
