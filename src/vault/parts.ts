/**
 * Joins texts and byte strings so that no two different lists give the same bytes: a count, then each part behind its
 * length (32 bits, big endian). Everything that is hashed, signed or bound as associated data passes through here.
 */
export const parts = (...list: readonly (string | number | Uint8Array)[]): Uint8Array => {
  const chunks = list.map((part) => (typeof part === 'number' ? String(part) : part));
  const lengths = chunks.map((chunk) => (typeof chunk === 'string' ? Buffer.byteLength(chunk) : chunk.length));
  const joined = Buffer.allocUnsafe(lengths.reduce((size, length) => size + 4 + length, 4));
  let at = joined.writeUInt32BE(chunks.length, 0);
  for (const [index, chunk] of chunks.entries()) {
    const length = lengths[index] ?? 0;
    at = joined.writeUInt32BE(length, at);
    if (typeof chunk === 'string') joined.write(chunk, at);
    else joined.set(chunk, at);
    at += length;
  }
  return joined;
};
