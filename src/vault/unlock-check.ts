import type { Damage } from './damage.ts';
import { type Head, headDigest } from './head.ts';
import type { Header } from './header.ts';
import type { KeyTable } from './keytable.ts';
import type { Primitives } from './primitives.ts';
import type { Store } from './store.ts';
import type { Told } from './witness.ts';

/** Compares what costs nothing: counts, generations, the witness. The walk that follows opens everything. */
export const checkAtUnlock = async (
  p: Primitives,
  store: Store,
  header: Header,
  table: KeyTable,
  head: Head | undefined,
  told: Told | undefined,
): Promise<readonly Damage[]> => {
  const damage: Damage[] = [];
  if (told === undefined) damage.push({ kind: 'file', file: 'witness' });
  if (!table.intact || (head !== undefined && table.generation < head.keys))
    damage.push({ kind: 'file', file: 'keys' });
  if (head === undefined) return [...damage, { kind: 'file', file: 'head' }];
  if (header.generation < head.header) damage.push({ kind: 'file', file: 'header' });
  const { documents, updateSeq } = store.info();
  if (documents !== head.documents || updateSeq !== head.updateSeq) {
    damage.push({ kind: 'head-mismatch', expected: head.documents, found: documents });
  }
  if (told !== undefined && told.counter > head.counter) {
    damage.push({ kind: 'rolled-back', expected: told.counter, found: head.counter });
  }
  if (told?.counter === head.counter && !Buffer.from(told.digest).equals(headDigest(p, head))) {
    damage.push({ kind: 'file', file: 'head' });
  }
  return damage;
};
