/** Reading and joining bytes, for parsers that run over whatever a person hands in. Reading past the end gives -1. */

export const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? -1;

/** Big endian. */
export const two = (bytes: Uint8Array, at: number): number =>
  at + 2 > bytes.length ? -1 : byteAt(bytes, at) * 0x100 + byteAt(bytes, at + 1);
export const four = (bytes: Uint8Array, at: number): number =>
  at + 4 > bytes.length ? -1 : two(bytes, at) * 0x10000 + two(bytes, at + 2);
/** Little endian. */
export const twoBackwards = (bytes: Uint8Array, at: number): number =>
  at + 2 > bytes.length ? -1 : byteAt(bytes, at + 1) * 0x100 + byteAt(bytes, at);
export const fourBackwards = (bytes: Uint8Array, at: number): number =>
  at + 4 > bytes.length ? -1 : twoBackwards(bytes, at + 2) * 0x10000 + twoBackwards(bytes, at);

/** Whether these characters, each one byte, stand here. */
export const says = (bytes: Uint8Array, at: number, text: string): boolean => {
  for (let index = 0; index < text.length; index += 1) if (bytes[at + index] !== text.charCodeAt(index)) return false;
  return true;
};
export const named = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
export const fromText = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

export const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};
