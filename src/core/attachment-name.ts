/** The name of a file as it may be shown, and given to a copy: no path, no signs that hide or turn text, none that systems refuse. */

/** Characters; names of files are shorter in practice, and long ones hide their end. */
const longest = 120;
/** Control signs, signs without a width of their own (also those that turn the direction of text), and halves of signs. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;
/** Names that stand for devices on Windows. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

export const cleanedName = (given: string): string => {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .normalize('NFC')
    .replace(unseen, '')
    .replace(/[<>:"|?*]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const name = devices.test(plain) ? `-${plain}` : plain;
  if (name === '') return 'bijlage';
  if (name.length <= longest) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= 12 ? name.slice(dot) : '';
  return `${[...name.slice(0, longest - ending.length)]
    .filter((sign) => !/\p{Cs}/u.test(sign))
    .join('')
    .trimEnd()}${ending}`;
};
