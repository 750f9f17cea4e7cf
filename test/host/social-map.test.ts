import { describe, expect, test } from 'vitest';
import type { Input } from '#host/contract.ts';
import { intent, practiceHost } from './practice-host.ts';

/** Finding a service, and keeping the own ones in the record of the team. */

const app = practiceHost();
const { good, refusal } = app;

const service = {
  ...{ name: 'GGZ De Brug', phone: '030 111 22 33', hours: '', forWhom: 'volwassenen', expertise: 'trauma' },
  ...{ audience: ['slachtoffer' as const], needs: ['behandeling'], ageFrom: 18, ageUntil: null },
  ...{ municipalities: ['GM0344'], waiting: '', note: '' },
};
const add = (changed: Partial<Input<'socialMap.add'>> = {}) =>
  good('socialMap.add', { service, checkedToday: true, intent: intent(), ...changed });
const find = (seeking: Input<'socialMap.find'> = {}) => good('socialMap.find', seeking);
const names = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name);

describe('finding', () => {
  test('numbers in danger are there whatever is sought, and national services with what is not confirmed', async () => {
    const view = await find({ word: 'staat nergens' });
    expect(view.national).toEqual([]);
    expect(view.always.map(({ phone }) => phone)).toEqual(['112', '0800-2000', '0800-0188', '113']);
    const all = await find();
    expect(all.national).toHaveLength(all.total);
    expect(all.national.find(({ id }) => id === 'fier')).toMatchObject({ phone: null, hours: null, confirmed: false });
    expect(all.national.find(({ id }) => id === 'de-waag')).toMatchObject({ checkedOn: null, stale: true });
  });

  test('whoever used violence finds help by person, by need and by word', async () => {
    for (const seeking of [{ audience: 'pleger' }, { need: 'stoppen' }, { word: 'plegers' }] as const)
      expect((await find(seeking)).national.map(({ id }) => id)).toContain('de-waag');
  });

  test('an age leaves out only what is known to be for another age', async () => {
    const ids = async (age: number) => (await find({ age })).national.map(({ id }) => id);
    expect(await ids(40)).not.toContain('kindertelefoon');
    expect(await ids(12)).toContain('kindertelefoon');
    expect(await ids(12)).toContain('csg');
  });

  test('a municipality tells its regions, keeps what is for the whole country, and drops what is elsewhere', async () => {
    const utrecht = await find({ municipality: 'GM0344' });
    expect(utrecht.place).toMatchObject({ name: 'Utrecht' });
    expect(utrecht.place?.regions[0]).toMatchObject({ kind: 'veiligThuis', name: 'Utrecht' });
    expect(utrecht.national.map(({ id }) => id)).toContain('veilig-thuis');
    expect(utrecht.national.map(({ id }) => id)).not.toContain('csg-amsterdam');
    expect((await find({ municipality: 'GM0363' })).national.map(({ id }) => id)).toContain('csg-amsterdam');
  });
});

describe('the own region', () => {
  test('an added service is found, also after a restart', async () => {
    await add();
    await app.reopen();
    const { local } = await find({ municipality: 'GM0344', need: 'behandeling', audience: 'slachtoffer', age: 30 });
    expect(local).toMatchObject([
      {
        ...{ name: 'GGZ De Brug', confirmed: true, stale: false, checkedOn: '2026-11-23', region: 'Utrecht' },
        ...{ hours: null, waiting: null, openNow: 'onbekend' },
      },
    ]);
    expect((await find({ age: 12 })).local).toEqual([]);
  });

  test('the same intent adds once', async () => {
    const same = intent();
    const first = await add({ intent: same });
    expect(await add({ intent: same })).toEqual(first);
    expect((await find()).local).toHaveLength(1);
  });

  test('after the term it is marked, and looking at it today takes the mark away', async () => {
    const { id } = await add();
    app.clock += 181 * 24 * 3_600_000;
    await app.reopen();
    expect(await find()).toMatchObject({ stale: 1, local: [{ stale: true, confirmed: false }] });
    await good('socialMap.check', { id, intent: intent() });
    expect(await find()).toMatchObject({ stale: 0, local: [{ checkedOn: '2027-05-23', stale: false }] });
  });

  test('what a change replaced stays to be seen, and its check does not count for the new number', async () => {
    const { id } = await add();
    const changed = { ...service, phone: '030 444 55 66' };
    await good('socialMap.change', {
      ...{ id, service: changed, checkedToday: false, reason: 'verhuisd', intent: intent() },
    });
    const [one] = (await find()).local;
    expect(one).toMatchObject({ phone: '030 444 55 66', checkedOn: null, stale: true, confirmed: false });
    expect(one?.local?.history).toMatchObject([{ phone: '030 111 22 33', reason: 'verhuisd' }]);
  });

  test('one that is taken away is no longer found or named in a letter, and stays to be seen with the reason', async () => {
    const { id } = await add();
    const same = intent();
    const away = { id, reason: 'bestaat niet meer', intent: same };
    await good('socialMap.withdraw', away);
    expect(await good('socialMap.withdraw', away)).toEqual({ id });
    const view = await find();
    expect(view.local).toEqual([]);
    expect(view.withdrawn).toMatchObject([{ name: 'GGZ De Brug', reason: 'bestaat niet meer' }]);
    expect(await refusal('socialMap.check', { id, intent: intent() })).toMatchObject({ kind: 'unknown-service' });
    expect(
      await refusal('socialMap.change', { id, service, checkedToday: true, reason: null, intent: intent() }),
    ).toMatchObject({ kind: 'unknown-service' });
  });

  test('a need or a municipality that is not there, and ages the wrong way round, are refused', async () => {
    for (const wrong of [{ needs: ['onzin'] }, { municipalities: ['GM9999'] }, { ageFrom: 30, ageUntil: 20 }])
      expect(
        await refusal('socialMap.add', { service: { ...service, ...wrong }, checkedToday: false, intent: intent() }),
      ).toMatchObject({ kind: 'answer-refused' });
  });

  test('a letter to the huisarts names what stands', async () => {
    await add();
    const dossier = await app.dossier();
    const { assessment } = await good('assessment.start', { dossier, instrument: 'PTS', intent: intent() });
    const draft = await good('referral.draft', { dossier, assessment, code: 'GGZ_SPEC' });
    expect(names(draft.providers)).toEqual(['GGZ De Brug']);
    expect(draft.providers).toMatchObject([{ phone: '030 111 22 33', checkedOn: '2026-11-23' }]);
  });
});

test('a service that an earlier version recorded is read as it was', async () => {
  const { foldRow } = await import('#host/open-vault.ts');
  const provider = {
    name: 'Oude poli',
    phone: '030 123 45 67',
    audience: 'iedereen',
    expertise: 'ggz',
    checkedOn: '2026-01-02',
  };
  const entry = { id: 'e1', at: '2026-01-03T10:00:00.000Z', content: { kind: 'office-provider', provider } };
  const row = foldRow(undefined, entry as unknown as Parameters<typeof foldRow>[1]);
  expect(row).toMatchObject({
    services: [
      {
        ...{ id: 'e1', checks: [{ on: '2026-01-02' }], withdrawn: null },
        versions: [{ value: { name: 'Oude poli', forWhom: 'iedereen', expertise: 'ggz', municipalities: [] } }],
      },
    ],
  });
});
