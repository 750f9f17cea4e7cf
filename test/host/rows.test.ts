import { expect, test } from 'vitest';
import { DossierRowShape, foldRow } from '#host/open-vault.ts';
import { DossierId, EntryId } from '#vault/entry.ts';
import type { JsonObject, JsonValue } from '#vault/json.ts';

const dossier = DossierId.parse('0'.repeat(32));
const reached = { band: 'HOOG', final: false, deadline: '24u' };
const assessment = '7d0f1c1e-3c58-4f3e-9a36-0f6f5f3b8a01';
const contents: readonly JsonValue[] = [
  { kind: 'dossier-opened', label: 'Linde 3' },
  { kind: 'signal', text: 'Een blauwe plek', about: 'gezegd', saidBy: 'buurvrouw' },
  { kind: 'person', person: { id: assessment, label: 'Noor', role: 'kind', birthYear: 2019 } },
  { kind: 'assessment-started', assessment, instrument: 'PG@1.0.0', rules: 'PG@1.0.0', reached },
  {
    kind: 'assessment-event',
    ...{ assessment, note: null, corrects: null, reason: null, reached: { ...reached, final: true } },
    event: { type: 'answer', item: 'PG-01', value: 'ja' },
  },
  { kind: 'assessment-concluded', assessment, reached: { ...reached, final: true } },
  { kind: 'of a later version' },
];

test('a row is whole after every entry, also after one that this version does not know', () => {
  contents.reduce<JsonObject | undefined>((before, content, n) => {
    const id = EntryId.parse(`${'0'.repeat(32)}:${String(n).padStart(32, '0')}`);
    const at = `2026-11-23T09:00:0${n}.000Z`;
    const row = foldRow(before, { id, dossier, at, device: 'd'.repeat(32), sequence: n + 1, content });
    expect(DossierRowShape.safeParse(row).error, `after ${n + 1}`).toBeUndefined();
    return row;
  }, undefined);
});
