import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { intent, practiceHost } from './practice-host.ts';

const app = practiceHost();
const { good, refusal } = app;

const started = async () => {
  const dossier = await app.dossier();
  const person = async (label: string, role: 'betrokkene' | 'ander') => {
    const view = await good('dossiers.addPerson', {
      dossier,
      person: { label, role, birthYear: null },
      intent: intent(),
    });
    const found = view.people.find((one) => one.label === label);
    if (found === undefined) throw new Error('The person is not there');
    return found.id;
  };
  const linde = await person('Linde', 'betrokkene');
  const karim = await person('Karim', 'ander');
  const sender = { name: 'Sam de Wit', role: 'werker', organisation: 'Wijkteam', phone: '030 123 45 67' };
  await good('office.sender', { sender, intent: intent() });
  return { dossier, linde, karim };
};
const asRules = async (dossier: string, person: string) =>
  (await good('inzage.read', { dossier, person })).parts.map(({ id, goes }) => ({
    ...{ part: id, included: goes === 'in', reason: '' },
  }));
const pdfs = () => readdirSync(app.root).filter((name) => name.endsWith('.pdf'));

describe('inzage', () => {
  test('shows each part with what the rule says, and writes out what was ticked', async () => {
    const { dossier, linde } = await started();
    const { parts } = await good('inzage.read', { dossier, person: linde });
    expect(parts.map(({ kind, goes }) => [kind, goes])).toEqual([
      ['person-self', 'in'],
      ['person-other', 'never'],
      ['signal-said', 'out'],
    ]);
    const save = { dossier, person: linde, ticked: await asRules(dossier, linde), folder: app.root, intent: intent() };
    const saved = await good('inzage.save', save);
    expect(saved).toMatchObject({ shown: 1, leftOut: 2 });
    expect(existsSync(saved.path)).toBe(true);
    const filter = { group: 'taken-out', dossier, person: null, result: null, from: null, until: null } as const;
    const { lines } = await good('audit.page', { from: null, filter });
    expect(lines.map(({ action }) => action)).toEqual(['inzage.export']);
  });

  test('is refused when a part was not looked at, and then nothing is written', async () => {
    const { dossier, linde, karim } = await started();
    const ticked = await asRules(dossier, linde);
    const save = { dossier, person: linde, ticked, folder: app.root, intent: intent() };
    await good('dossiers.addPerson', {
      ...{ dossier, intent: intent() },
      person: { label: 'Noor', role: 'kind', birthYear: 2019 },
    });
    expect((await refusal('inzage.save', save))?.kind).toBe('choices-needed');
    const now = await asRules(dossier, linde);
    const all = now.map((each) => ({ ...each, included: true, reason: 'nagekeken' }));
    expect((await refusal('inzage.save', { ...save, ticked: all }))?.kind).toBe('answer-refused');
    const unsaid = now.map((each) => ({ ...each, included: each.included || each.part.startsWith('signal') }));
    expect((await refusal('inzage.save', { ...save, ticked: unsaid }))?.kind).toBe('reason-needed');
    expect((await refusal('inzage.save', { ...save, ticked: now, folder: app.folder }))?.kind).toBe('place-refused');
    expect((await refusal('inzage.save', { ...save, ticked: now, folder: join(app.root, 'x') }))?.kind).toBe(
      'place-refused',
    );
    expect((await refusal('inzage.read', { dossier, person: intent() }))?.kind).toBe('unknown-person');
    expect(karim).not.toBe(linde);
    expect(pdfs()).toEqual([]);
  });
});
