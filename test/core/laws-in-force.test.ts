import { describe, expect, test } from 'vitest';
import { assess } from '#core/assess.ts';
import { type Law, type LawVersion, lawFaults, lawFaultsInForm, versionOn } from '#core/laws.ts';
import { library, packOf } from './content.ts';

const { laws } = library.resources.laws;
const bill = 'wet-vrij-en-veilig-onderwijs';

const version = (code: string, from: string | null, until: string | null = null): LawVersion => ({
  code,
  from,
  until,
  status: from === null ? 'voorstel' : 'in werking',
  article: null,
  source: 'een bron',
  note: null,
});
const law = (...versions: readonly LawVersion[]): Law => ({ id: 'een-wet', title: 'Een wet', versions: [...versions] });
const codeOn = (one: Law, moment: string) => versionOn([one], 'een-wet', Date.parse(moment))?.code;

describe('the version on a day', () => {
  const summer = law(version('voor', '1999-07-28'), version('na', '2027-08-01'));
  const winter = law(version('voor', '1999-07-28'), version('na', '2028-01-01'));

  test.each([
    // In summer the Netherlands are two hours ahead: the day begins at 22:00 UTC.
    [summer, '2027-07-31T21:59:59Z', 'voor'],
    [summer, '2027-07-31T22:00:00Z', 'na'],
    [summer, '2027-07-31T23:59:59+02:00', 'voor'],
    [summer, '2027-08-01T00:00:00+02:00', 'na'],
    // In winter one hour.
    [winter, '2027-12-31T22:59:59Z', 'voor'],
    [winter, '2027-12-31T23:00:00Z', 'na'],
    [winter, '2027-12-31T23:59:59+01:00', 'voor'],
    [winter, '2028-01-01T00:00:00+01:00', 'na'],
    // On another clock the day of the Netherlands counts.
    [summer, '2027-08-01T05:00:00+09:00', 'voor'],
    [winter, '2027-12-31T20:00:00-05:00', 'na'],
  ])('%#: at %s', (one, moment, code) => expect(codeOn(one, moment)).toBe(code));

  test('a version without a date is never in force', () => {
    const proposed = law(version('voor', '1999-07-28'), version('na', null));
    expect(codeOn(proposed, '2099-12-31T12:00:00+01:00')).toBe('voor');
    expect(codeOn(law(version('na', null)), '2099-12-31T12:00:00+01:00')).toBeUndefined();
  });

  test('the last day in force counts, and nothing holds before the first day or after the last', () => {
    const past = law(version('oud', '2001-01-01', '2002-06-30'));
    expect(codeOn(past, '2000-12-31T23:59:59+01:00')).toBeUndefined();
    expect(codeOn(past, '2002-06-30T23:59:59+02:00')).toBe('oud');
    expect(codeOn(past, '2002-07-01T00:00:00+02:00')).toBeUndefined();
  });

  test('the order in the file says nothing', () =>
    expect(codeOn(law(version('na', '2027-08-01'), version('voor', '1999-07-28')), '2026-01-01T00:00:00+01:00')).toBe(
      'voor',
    ));

  test('an unknown law has no version', () => expect(versionOn(laws, 'geen-wet', 0)).toBeUndefined());
});

describe('the table as it is', () => {
  test('is without faults, and the bill is in force on no date', () => {
    expect(lawFaults(laws)).toEqual([]);
    for (const year of [2000, 2026, 2099])
      expect(versionOn(laws, bill, Date.parse(`${year}-07-01T12:00:00Z`))?.code).toBe('voor');
  });

  test('every sector has an article now, with its source and what is to be checked', () => {
    for (const { law: id } of library.resources.duties.sectors) {
      const now = versionOn(laws, id, Date.parse('2026-11-23T12:00:00Z'));
      expect(now?.article, id).toMatch(/^W\w+ /);
      expect(now?.note, id).toMatch(/artikel controleren/);
    }
  });
});

describe('a date in the data switches the version on', () => {
  const dated = (from: string): readonly Law[] =>
    laws.map((one) =>
      one.id === bill
        ? { ...one, versions: one.versions.map((v) => (v.code === 'na' ? { ...v, from, status: 'in werking' } : v)) }
        : one,
    );
  const student = {
    instrument: 'SMA',
    answers: {
      'SMA-05': 'HO',
      'SMA-06': 'medewerker',
      'SMA-01': 'ja',
      'SMA-02': 'met_taken',
      'SMA-03-toen': 19,
      'SMA-03-nu': 19,
      'SMA-04': 'nee',
      'SMA-15': 'ja',
    },
    rest: 'nee',
  };
  const bandOn = async (on: string): Promise<readonly [string | null, readonly string[]]> => {
    const changed = {
      ...library,
      resources: { ...library.resources, laws: { ...library.resources.laws, laws: [...dated('2027-08-01')] } },
    };
    const decided = await assess(changed, { ...student, on });
    if (!decided.ok) throw new Error(JSON.stringify(decided.error));
    return [decided.value.outcome.band, decided.value.outcome.referrals.map(({ code }) => code)];
  };

  test('the day before an adult student chooses; from the day itself the board is told', async () => {
    expect(lawFaults(dated('2027-08-01'))).toEqual([]);
    const [before, without] = await bandOn('2027-07-31T23:59:00+02:00');
    const [after, codes] = await bandOn('2027-08-01T00:00:00+02:00');
    expect(before).toBe('VERHOOGD');
    expect(without).not.toContain('BEVOEGD_GEZAG');
    expect(after).toBe('HOOG');
    expect(codes).toContain('BEVOEGD_GEZAG');
  });
});

describe('faults of a table', () => {
  const messages = (...versions: readonly LawVersion[]) => lawFaults([law(...versions)]).map(({ message }) => message);

  test.each([
    ['a gap', [version('a', '2001-01-01', '2001-12-30'), version('b', '2002-01-01')], /tussen a en b geldt niets/],
    ['an overlap', [version('a', '2001-01-01', '2002-01-01'), version('b', '2002-01-01')], /op dezelfde dag/],
    ['the same first day', [version('a', '2001-01-01'), version('b', '2001-01-01')], /op dezelfde dag/],
    ['an end before the start', [version('a', '2001-02-01', '2001-01-01')], /eindigt voordat/],
    ['an end without a start', [version('a', null, '2001-01-01')], /geen begindatum/],
    ['an end without what comes after', [version('a', '2001-01-01', '2001-12-31')], /zonder volgende versie/],
    ['in force without a date', [{ ...version('a', null), status: 'in werking' as const }], /geen begindatum/],
    ['a proposal with a date', [{ ...version('a', '2001-01-01'), status: 'voorstel' as const }], /heet nog voorstel/],
    ['repealed without a date', [{ ...version('a', '2001-01-01'), status: 'vervallen' as const }], /geen einddatum/],
  ])('%s is told', (_, versions, told) => expect(messages(...versions).join('\n')).toMatch(told));

  test('versions that join, and a law that ended, are none', () => {
    expect(messages(version('a', '2001-01-01', '2001-12-31'), version('b', '2002-01-01'))).toEqual([]);
    expect(messages(version('a', '2001-01-01'), version('b', '2002-01-01'))).toEqual([]);
    expect(messages({ ...version('a', '2001-01-01', '2001-12-31'), status: 'vervallen' })).toEqual([]);
  });

  test('a form that asks a law that is not there, or knows a version less, is told', () => {
    const { instrument } = packOf('SMA');
    expect(lawFaultsInForm(laws, instrument)).toEqual([]);
    expect(
      lawFaultsInForm(
        laws.filter(({ id }) => id !== bill),
        instrument,
      ),
    ).toMatchObject([{ file: 'forms/SMA@1.0.0.json', at: 'SMA-wet', message: expect.stringContaining(bill) }]);
    const more = laws.map((one) =>
      one.id === bill ? { ...one, versions: [...one.versions, version('later', null)] } : one,
    );
    expect(lawFaultsInForm(more, instrument)).toMatchObject([
      { at: 'SMA-wet', message: expect.stringMatching(/later .*geen antwoord/) },
    ]);
  });
});
