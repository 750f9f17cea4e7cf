/**
 * Joins texts and byte strings so that no two different lists give the same bytes: a count, then each part behind its
 * length (32 bits, big endian). Everything that is hashed, signed or bound as associated data passes through here.
 */
export const parts = (...list: readonly (string | number | Uint8Array)[]): Uint8Array => {
  const chunks = list.map((part) => (part instanceof Uint8Array ? part : Buffer.from(String(part), 'utf8')));
  const joined = Buffer.alloc(4 + chunks.reduce((size, chunk) => size + 4 + chunk.length, 0));
  let at = joined.writeUInt32BE(chunks.length, 0);
  for (const chunk of chunks) {
    at = joined.writeUInt32BE(chunk.length, at);
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
};
