import { describe, expect, test } from 'vitest';
import { noDetails } from '#core/family.ts';
import type { Input } from '#host/contract.ts';
import { intent, practiceHost } from './practice-host.ts';

const app = practiceHost();
const { good, refusal } = app;

const add = async (dossier: string, label: string, more: Partial<Input<'family.person'>> = {}) => {
  const given = { dossier, person: null, label, role: 'betrokkene', birthYear: null, details: noDetails } as const;
  const view = await good('family.person', { ...given, reason: null, intent: intent(), ...more });
  const found = view.people.find(({ now }) => now.label === label);
  if (found === undefined) throw new Error('The person is not there');
  return found.id;
};

describe('the people of a dossier', () => {
  test('a correction asks a reason and hides nothing; a withdrawal stays to be seen', async () => {
    const dossier = await app.dossier();
    const linde = await add(dossier, 'Linde');
    const better = { dossier, person: linde, label: 'Linde Vogel', role: 'betrokkene', birthYear: 1990 } as const;
    const unsaid = { ...better, details: noDetails, reason: null, intent: intent() };
    expect((await refusal('family.person', unsaid))?.kind).toBe('reason-needed');
    const view = await good('family.person', { ...unsaid, reason: 'Hele naam gehoord', intent: intent() });
    expect(view.people).toMatchObject([
      { now: { label: 'Linde Vogel' }, earlier: [{ value: { label: 'Linde' }, reason: 'Hele naam gehoord' }] },
    ]);
    await good('family.withdraw', { dossier, id: linde, reason: 'Verkeerd dossier', intent: intent() });
    await app.reopen();
    const after = await good('family.read', { dossier });
    expect(after.people).toMatchObject([{ id: linde, withdrawn: { reason: 'Verkeerd dossier' } }]);
    expect((await good('dossiers.read', { dossier })).people).toEqual([]);
    expect((await refusal('family.withdraw', { dossier, id: 'x', reason: 'y', intent: intent() }))?.kind).toBe(
      'not-in-record',
    );
  });

  test('a fact names people of this dossier, is possible, and is corrected with a reason', async () => {
    const dossier = await app.dossier();
    const linde = await add(dossier, 'Linde');
    const karim = await add(dossier, 'Karim', { role: 'ander' });
    const band = {
      what: 'band',
      tie: 'partner',
      one: linde,
      other: karim,
      quality: null,
      from: null,
      until: null,
    } as const;
    const note = (fact: Input<'family.note'>['fact'], id: string | null = null, reason: string | null = null) => ({
      ...{ dossier, id, fact, reason, intent: intent() },
    });
    expect((await refusal('family.note', note({ ...band, other: intent() })))?.kind).toBe('unknown-person');
    expect((await refusal('family.note', note({ ...band, other: linde })))?.kind).toBe('answer-refused');
    const made = await good('family.note', note(band));
    const id = made.facts[0]?.id ?? '';
    const ex = { ...band, tie: 'ex-partner' } as const;
    expect((await refusal('family.note', note(ex, id)))?.kind).toBe('reason-needed');
    const after = await good('family.note', note(ex, id, 'Uit elkaar'));
    expect(after.facts).toMatchObject([{ id, now: { tie: 'ex-partner' }, earlier: [{ value: { tie: 'partner' } }] }]);
    const home = { what: 'woont', person: linde, home: intent(), from: null, until: null } as const;
    expect((await refusal('family.note', note(home)))?.kind).toBe('answer-refused');
  });

  test('the same name in another dossier is pointed out, and nothing is put together', async () => {
    const one = await app.dossier();
    const other = await app.dossier();
    await add(one, 'Sofie de Fries', { birthYear: 1990 });
    await add(other, 'Sophie Vries', { birthYear: 1990 });
    const view = await good('family.read', { dossier: other });
    expect(view.alike).toMatchObject([{ names: 'Sofie de Fries', dossier: one, here: false, why: 'naam-en-jaar' }]);
    expect(view.people).toHaveLength(1);
  });
});

describe('the timeline', () => {
  const note = (dossier: string, more: Partial<Input<'timeline.tell'>> = {}): Input<'timeline.tell'> => ({
    ...{ dossier, sort: 'notitie', kind: 'gezegd', text: 'Hij belt elk uur', saidBy: 'Linde', people: [] },
    ...{ happened: { on: '2026-11-20', certainty: 'ongeveer' }, corrects: null, reason: null, intent: intent() },
    ...more,
  });
  const read = (dossier: string, more: Partial<Input<'timeline.read'>> = {}) =>
    good('timeline.read', { dossier, kind: null, person: null, from: 0, ...more });

  test('keeps what was said apart, and both texts after a correction', async () => {
    const dossier = await app.dossier();
    await good('timeline.tell', note(dossier));
    const [line] = (await read(dossier, { kind: 'notitie' })).lines;
    expect(line?.told).toMatchObject({ about: 'gezegd', saidBy: 'Linde', happened: { certainty: 'ongeveer' } });
    const better = note(dossier, { text: 'Hij belt elk half uur', corrects: line?.id ?? '' });
    expect((await refusal('timeline.tell', better))?.kind).toBe('reason-needed');
    await good('timeline.tell', { ...better, reason: 'Verkeerd gehoord' });
    const { lines } = await read(dossier, { kind: 'notitie' });
    expect(lines).toMatchObject([
      { text: 'Hij belt elk half uur', earlier: [{ value: { text: 'Hij belt elk uur' }, reason: 'Verkeerd gehoord' }] },
    ]);
    const ahead = note(dossier, { happened: { on: '2026-11-30', certainty: 'zeker' } });
    expect((await refusal('timeline.tell', ahead))?.kind).toBe('moment-refused');
  });

  test('is read a page at a time, by kind and by person', async () => {
    const dossier = await app.dossier();
    const linde = await add(dossier, 'Linde');
    for (let n = 0; n < 60; n++)
      await good('timeline.tell', note(dossier, { text: `Notitie ${n}`, people: n % 2 === 0 ? [linde] : [] }));
    const first = await read(dossier);
    expect([first.lines.length, first.found]).toEqual([50, 62]);
    const second = await read(dossier, { from: 50 });
    expect(new Set([...first.lines, ...second.lines].map(({ id }) => id)).size).toBe(62);
    expect((await read(dossier, { person: linde, kind: 'notitie' })).found).toBe(30);
  });
});
