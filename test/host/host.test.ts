import { mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Client, Input, Name, Output } from '#host/contract.ts';
import { dispatch } from '#host/dispatch.ts';
import { createHost, type Host } from '#host/host.ts';
import { content } from '../core/content.ts';

const assetsFolder = new URL('../../resources', import.meta.url).pathname;

let root: string;
let clock: number;
let host: Host;

const begin = (): Host =>
  createHost({
    content,
    assetsFolder,
    folder: join(root, 'vault'),
    now: () => new Date(clock).toISOString(),
    newId: () => crypto.randomUUID(),
    lockMinutes: 5,
    documentsFolders: [root],
    effort: 'floor',
  });

const bytes = (text: string) => new TextEncoder().encode(text);
const passphrase = 'zes gewone woorden achter elkaar';

const call: Client = async (name, input) => (await dispatch(host.handlers)(name, input)) as never;
const good = async <N extends Name>(name: N, input: Input<N>): Promise<Output<N>> => {
  const reply = await call(name, input);
  if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
  return reply.value;
};
const refusal = async <N extends Name>(name: N, input: Input<N>) => {
  const reply = await call(name, input);
  return reply.ok ? undefined : reply.error;
};
const intent = () => crypto.randomUUID();

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'baken-host-'));
  clock = Date.parse('2026-11-23T09:00:00Z');
  host = begin();
});
afterEach(async () => {
  await host.close();
  await rm(root, { recursive: true });
});

const unlocked = () => good('access.create', { name: 'Wijkteam Noord', passphrase: bytes(passphrase) });
const reopened = async () => {
  await host.close();
  host = begin();
  return good('access.unlock', { passphrase: bytes(passphrase) });
};
const dossier = async () =>
  (
    await good('dossiers.open', {
      label: 'Linde',
      signal: 'Buurvrouw hoorde geschreeuw',
      kind: 'gezegd',
      saidBy: 'buurvrouw',
      intent: intent(),
    })
  ).dossier;

describe('access', () => {
  test('nobody calls for the minutes that were chosen: it locks; looking how things stand is no calling', async () => {
    await unlocked();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    await good('dossiers.list', {});
    vi.advanceTimersByTime(4 * 60_000);
    await good('dossiers.list', {}); // begins anew
    vi.advanceTimersByTime(4 * 60_000);
    expect(await good('access.state', {})).toMatchObject({ kind: 'open' });
    await good('drafts.keep', { changes: [] });
    vi.advanceTimersByTime(60_000);
    vi.useRealTimers();
    await host.ended;
    expect(await good('access.state', {})).toMatchObject({ kind: 'locked' });
  });

  test('absent, made, locked, refused and opened again', async () => {
    expect(await good('access.state', {})).toMatchObject({ kind: 'absent' });
    expect(await refusal('access.unlock', { passphrase: bytes(passphrase) })).toMatchObject({ kind: 'no-vault' });
    expect(await refusal('access.create', { name: 'x', passphrase: bytes('kort') })).toMatchObject({
      kind: 'passphrase-too-weak',
    });
    expect(await unlocked()).toMatchObject({ kind: 'open', name: 'Wijkteam Noord' });
    expect(await refusal('access.unlock', { passphrase: bytes(passphrase) })).toMatchObject({ kind: 'already-open' });
    await good('access.lock', {});
    await host.ended;
    host = begin();
    expect(await good('access.state', {})).toMatchObject({ kind: 'locked', name: 'Wijkteam Noord' });
    expect(await refusal('dossiers.list', {})).toMatchObject({ kind: 'locked' });
    expect(await refusal('access.unlock', { passphrase: bytes(`${passphrase}!`) })).toMatchObject({
      kind: 'wrong-passphrase',
    });
    expect(await good('access.unlock', { passphrase: bytes(passphrase) })).toMatchObject({ kind: 'open' });
  });
});

describe('an assessment', () => {
  test('is answered, left in the middle, and found at the exact question', async () => {
    await unlocked();
    const key = await dossier();
    const started = await good('assessment.start', { dossier: key, instrument: 'PG', intent: intent() });
    expect(started.outcome.unfinished).toBe('Nog niet klaar. Deze vragen staan open.');
    const first = started.place;
    if (first.kind !== 'question') throw new Error('An assessment starts with a question');
    const answered = await good('assessment.answer', {
      dossier: key,
      assessment: started.assessment,
      item: first.question.item,
      value: 'wijkteam',
      note: null,
      reason: null,
      intent: intent(),
    });
    const at = await good('assessment.goTo', {
      dossier: key,
      assessment: started.assessment,
      item: 'PG-13',
      intent: intent(),
    });
    expect(answered.progress.answered).toBeGreaterThanOrEqual(started.progress.answered);
    await reopened();
    const back = await good('assessment.read', { dossier: key, assessment: started.assessment });
    expect(back.place).toEqual(at.place);
    expect(back.place).toMatchObject({ kind: 'question', question: { item: 'PG-13' } });
  });

  test('a changed answer asks why, and both answers stay', async () => {
    await unlocked();
    const key = await dossier();
    const { assessment } = await good('assessment.start', { dossier: key, instrument: 'PG', intent: intent() });
    const say = (item: string, value: string, reason: string | null = null) =>
      call('assessment.answer', { dossier: key, assessment, item, value, note: null, reason, intent: intent() });
    const danger = await say('PG-13', 'ja');
    expect(danger).toMatchObject({ ok: true, value: { outcome: { band: 'HOOG' } } });
    expect(await say('PG-13', 'nee')).toMatchObject({ ok: false, error: { kind: 'reason-needed' } });
    expect(await say('PG-13', 'nee', 'verkeerd aangeklikt')).toMatchObject({ ok: true });
    const view = await good('assessment.goTo', { dossier: key, assessment, item: 'PG-13', intent: intent() });
    expect(view.place).toMatchObject({ kind: 'question', question: { answer: 'nee', history: [{ answer: 'Ja' }] } });
  });

  test('a stop is one step away, keeps every answer, and resume returns to the question', async () => {
    await unlocked();
    const key = await dossier();
    const { assessment } = await good('assessment.start', { dossier: key, instrument: 'PG', intent: intent() });
    await good('assessment.goTo', { dossier: key, assessment, item: 'PG-05', intent: intent() });
    const stopped = await good('assessment.stop', { dossier: key, assessment, stop: 'STOP-1', intent: intent() });
    expect(stopped.place).toMatchObject({ kind: 'stopped', stop: 'STOP-1', interrupted: { item: 'PG-05' } });
    expect(stopped.outcome).toMatchObject({ band: 'ACUUT', deadline: { code: 'nu' } });
    const resumed = await good('assessment.resume', { dossier: key, assessment, intent: intent() });
    expect(resumed.place).toMatchObject({ kind: 'question', question: { item: 'PG-05' } });
  });

  test('an answer that asks for a stop brings it forward on the next question', async () => {
    await unlocked();
    const key = await dossier();
    const { assessment } = await good('assessment.start', { dossier: key, instrument: 'PG', intent: intent() });
    const view = await good('assessment.answer', {
      dossier: key,
      assessment,
      item: 'O-alleen',
      value: 'nee',
      note: null,
      reason: null,
      intent: intent(),
    });
    expect(view.place).toMatchObject({ question: { item: 'O-veilig', offers: ['STOP-5'] } });
  });

  test('the same intent twice is one entry', async () => {
    await unlocked();
    const key = await dossier();
    const { assessment } = await good('assessment.start', { dossier: key, instrument: 'PG', intent: intent() });
    const once = intent();
    const answer = { dossier: key, assessment, item: 'PG-02', value: 'ja', note: null, reason: null, intent: once };
    await good('assessment.answer', answer);
    const again = await good('assessment.answer', answer);
    const read = await good('assessment.goTo', { dossier: key, assessment, item: 'PG-02', intent: intent() });
    expect(again.progress).toEqual(read.progress);
    expect(read.place).toMatchObject({ question: { answer: 'ja', history: [] } });
  });

  test('answers that arrive together are each decided on the one before', async () => {
    await unlocked();
    const key = await dossier();
    const { assessment } = await good('assessment.start', { dossier: key, instrument: 'PG', intent: intent() });
    const items = ['PG-01', 'PG-02', 'PG-04', 'PG-08', 'PG-10'];
    await Promise.all(
      items.map((item) =>
        good('assessment.answer', {
          dossier: key,
          assessment,
          item,
          value: 'ja',
          note: null,
          reason: null,
          intent: intent(),
        }),
      ),
    );
    const answered = async () => {
      const view = await good('assessment.read', { dossier: key, assessment });
      return view.sections
        .flatMap((section) => section.items)
        .filter(({ item, answer }) => items.includes(item) && answer === 'Ja');
    };
    expect(await answered()).toHaveLength(items.length);
    await reopened();
    expect(await answered()).toHaveLength(items.length);
  });

  test('a deadline is counted from when it was first reached; a later answer does not move it back', async () => {
    await unlocked();
    const key = await dossier();
    const { assessment } = await good('assessment.start', { dossier: key, instrument: 'PG', intent: intent() });
    const say = (item: string, value: string) =>
      good('assessment.answer', { dossier: key, assessment, item, value, note: null, reason: null, intent: intent() });
    const reached = await say('PG-14', 'ja');
    clock += 5 * 3_600_000;
    const later = await say('PG-02', 'ja');
    expect(reached.outcome.deadline?.at).toBe('2026-11-24T10:00:00+01:00');
    expect(later.outcome.deadline?.at).toBe('2026-11-24T10:00:00+01:00');
    const [row] = (await good('dossiers.list', {})).rows;
    expect(row?.deadline?.at).toBe('2026-11-24T10:00:00+01:00');
  });

  test('refuses what is no answer, and keeps what stood', async () => {
    await unlocked();
    const key = await dossier();
    const { assessment } = await good('assessment.start', { dossier: key, instrument: 'PG', intent: intent() });
    const base = { dossier: key, assessment, note: null, reason: null };
    expect(
      await refusal('assessment.answer', { ...base, item: 'PG-13', value: 'misschien', intent: intent() }),
    ).toMatchObject({ kind: 'answer-refused', at: 'PG-13' });
    expect(await refusal('assessment.answer', { ...base, item: 'PG-99', value: 'ja', intent: intent() })).toMatchObject(
      {
        kind: 'unknown-item',
      },
    );
    expect(
      await refusal('assessment.answer', { ...base, item: 'PG-15-zwanger', value: 'ja', intent: intent() }),
    ).toMatchObject({ kind: 'not-on-screen' });
  });
});

describe('a letter', () => {
  const choices = {
    leftOut: [],
    added: [],
    contactSafe: false,
    secretsAllowed: false,
    fields: {},
    message: '',
    groundNote: 'Het gevaar is te groot om te wachten.',
    informedNote: '',
  };

  test('needs a sender and choices, is previewed, and is written only to its place, outside the vault', async () => {
    await unlocked();
    const key = await dossier();
    const { assessment } = await good('assessment.start', { dossier: key, instrument: 'PG', intent: intent() });
    await good('assessment.answer', {
      dossier: key,
      assessment,
      item: 'PG-13',
      value: 'ja',
      note: null,
      reason: null,
      intent: intent(),
    });
    const withPerson = await good('dossiers.addPerson', {
      dossier: key,
      person: { label: 'Linde', role: 'betrokkene', birthYear: 1990 },
      intent: intent(),
    });
    const drafted = await good('referral.draft', { dossier: key, assessment, code: 'VT_MELDEN' });
    expect(drafted.recipient.id).toBe('veilig-thuis');
    const ground = drafted.grounds[0]?.id ?? null;
    const fields = Object.fromEntries(
      drafted.fields.filter(({ required }) => required).map(({ id, options }) => [id, options?.[0]?.code ?? 'ja']),
    );
    const asked = {
      ...choices,
      fields,
      dossier: key,
      assessment,
      recipient: 'veilig-thuis',
      code: 'VT_MELDEN',
      ground,
      informed: 'ja' as const,
      person: withPerson.people[0]?.id ?? null,
    };
    expect(await refusal('referral.preview', asked)).toMatchObject({ kind: 'sender-needed' });
    await good('office.sender', {
      sender: { name: 'A. Jansen', role: 'maatschappelijk werker', organisation: 'Wijkteam', phone: '020-1234567' },
      intent: intent(),
    });
    expect(await refusal('referral.preview', { ...asked, informed: null })).toMatchObject({
      kind: 'choices-needed',
      at: 'informed',
    });
    const { pages, pdf } = await good('referral.preview', asked);
    expect(pages).toBeGreaterThan(0);
    expect(new TextDecoder('latin1').decode(pdf.slice(0, 5))).toBe('%PDF-');
    expect(await refusal('referral.save', { ...asked, folder: join(root, 'vault'), intent: intent() })).toMatchObject({
      kind: 'place-refused',
    });
    await symlink(join(root, 'vault'), join(root, 'link'));
    expect(await refusal('referral.save', { ...asked, folder: join(root, 'link'), intent: intent() })).toMatchObject({
      kind: 'place-refused',
    });
    const once = intent();
    const saved = await good('referral.save', { ...asked, folder: root, intent: once });
    expect(await good('referral.save', { ...asked, folder: root, intent: once })).toEqual(saved);
    expect((await readdir(root)).filter((name) => name.endsWith('.pdf'))).toHaveLength(1);
    expect(saved.path).not.toMatch(/linde|jansen/i);
    expect((await readFile(saved.path)).subarray(0, 5).toString()).toBe('%PDF-');
    const read = await good('dossiers.read', { dossier: key });
    expect(read.referrals).toMatchObject([{ referral: once, file: saved.path }]);
  });
});
