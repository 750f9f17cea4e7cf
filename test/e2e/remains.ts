import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { inflateRawSync, inflateSync } from 'node:zlib';

/** What is searched for where it should not be: in files, and in what processes hold. */
export type Sought = { readonly name: string; readonly form: Buffer };

/** Base64 has three forms, by where in a group of three it begins; what its neighbours decide of is left out. */
const base64Of = (bytes: Buffer): readonly Buffer[] =>
  [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const end = (shift + bytes.length) % 3 === 0 ? text.length : text.length - 1;
    return Buffer.from(text.slice(Math.ceil((shift * 4) / 3), end));
  });
export const formsOfBytes = (name: string, bytes: Buffer): readonly Sought[] => [
  { name: `${name} as it is`, form: bytes },
  { name: `${name} in hexadecimal`, form: Buffer.from(bytes.toString('hex')) },
  ...base64Of(bytes).map((form) => ({ name: `${name} in base64`, form })),
];
export const formsOfText = (name: string, text: string): readonly Sought[] => [
  { name: `${name} in UTF-8`, form: Buffer.from(text) },
  { name: `${name} in UTF-16`, form: Buffer.from(text, 'utf16le') },
  ...base64Of(Buffer.from(text)).map((form) => ({ name: `${name} in base64`, form })),
];

export const foundIn = (bytes: Buffer, sought: readonly Sought[]): readonly string[] =>
  sought.flatMap(({ name, form }) => (bytes.includes(form) ? [name] : []));

/** Every run of bytes that can be inflated: zlib and gzip by their first bytes. Whatever else begins so is no run and gives nothing. */
export const inflatedIn = (bytes: Buffer): readonly Buffer[] => {
  const runs: Buffer[] = [];
  const most = { maxOutputLength: 64 * 1024 * 1024 };
  const attempt = (inflate: () => Buffer): void => {
    try {
      runs.push(inflate());
    } catch {
      // it only began like one
    }
  };
  for (const second of [0x01, 0x5e, 0x9c, 0xda])
    for (let at = bytes.indexOf(Buffer.of(0x78, second)); at >= 0; at = bytes.indexOf(Buffer.of(0x78, second), at + 1))
      attempt(() => inflateSync(bytes.subarray(at), most));
  const gzip = Buffer.of(0x1f, 0x8b, 0x08, 0x00);
  for (let at = bytes.indexOf(gzip); at >= 0; at = bytes.indexOf(gzip, at + 1))
    attempt(() => inflateRawSync(bytes.subarray(at + 10), most));
  return runs;
};

const pieceLength = 1024 * 1024;
const overlap = 1024;
const untouched = Buffer.alloc(pieceLength + overlap);

/** Searches all that a process can write to, as Linux shows it to who started it. @returns what was found, and how many bytes were read */
export const searchMemory = (
  pid: number,
  sought: readonly Sought[],
): { readonly found: readonly string[]; readonly bytes: number } => {
  const found = new Set<string>();
  let bytes = 0;
  const piece = Buffer.alloc(pieceLength + overlap);
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
      const [, from = '', to = ''] = line.match(/^([\da-f]+)-([\da-f]+) rw/) ?? [];
      if (from === '') continue;
      const end = Number.parseInt(to, 16);
      for (let at = Number.parseInt(from, 16); at < end; at += pieceLength) {
        let read = 0;
        try {
          read = readSync(memory, piece, 0, Math.min(piece.length, end - at), at);
        } catch {
          continue; // the kernel's own pages, which it shows to nobody
        }
        if (piece.compare(untouched, 0, read, 0, read) === 0) continue; // asked of the system and never used
        bytes += read;
        for (const name of foundIn(piece.subarray(0, read), sought)) found.add(name);
      }
    }
  } finally {
    closeSync(memory);
  }
  return { found: [...found], bytes };
};
