import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { holidaysOf } from '#core/calendar.ts';
import type { Condition } from '#core/condition.ts';
import { leaves } from '#core/condition.ts';
import { topics } from '#core/instrument.ts';
import {
  Blocks,
  Holidays,
  Measures,
  Municipalities,
  type Recipient,
  Recipients,
  Route,
  Routes,
  Services,
} from '#core/resources.ts';
import { RuleFile } from '#core/rules.ts';
import { content } from './content.ts';

const textOf = (path: string): string => {
  const file = content.files.find((one) => one.path === path);
  if (file === undefined) throw new Error(`${path} is not there`);
  return file.text;
};
const json = (name: string): unknown => JSON.parse(textOf(`resources/${name}.json`));

const services = Services.parse(json('services'));
const routes = Routes.parse(json('routes'));
const blocks = Blocks.parse(json('blocks'));
const measures = Measures.parse(json('measures'));
const holidays = Holidays.parse(json('holidays'));
const municipalities = Municipalities.parse(json('municipalities'));
const recipients = Recipients.parse(json('recipients'));

/** A Dutch telephone number in running text; 112, 113 and dates are none. */
const phone = /(?<![\w.-])(?:\+31|0\d{2,3})[-\s]\d/;

describe('referral codes', () => {
  const codes = [
    ...['112', 'SEH', 'HUISARTS', 'CSG', 'VT_ADVIES', 'VT_MELDEN', 'POLITIE', 'POLITIE_ZEDEN', 'OPVANG', 'GGZ_SPEC'],
    ...['JGGZ_TRAUMA', 'SUICIDEPREVENTIE_113', 'CRISISDIENST', 'HELPWANTED', 'STOP_IT_NOW', 'FORENSISCHE_POLI'],
    ...['BEVOEGD_GEZAG', 'VERTROUWENSINSPECTEUR', 'AANGIFTE_BEVOEGD_GEZAG', 'SLACHTOFFERHULP', 'LKHA'],
    ...['EER_DESKUNDIGE', 'COMENSHA', 'LOKAAL_TEAM', 'LHBTI_STEUN', 'GGD_SOA', 'JURIDISCH_SCHULDHULP'],
  ];
  const known = new Set(services.services.map(({ id }) => id));

  test('every code has a route, and there is no other route', () =>
    expect(routes.routes.map(({ code }) => code).toSorted()).toEqual(codes.toSorted()));

  test.each(routes.routes)('$code leads to a service that is in the list, or says what to do instead', (route) => {
    expect([...route.services, ...route.otherwiseServices].filter((id) => !known.has(id))).toEqual([]);
    expect(route.services.length > 0 || route.otherwise !== null).toBe(true);
    if (route.otherwiseServices.length > 0) expect(route.otherwise).not.toBeNull();
  });

  test('a service without a number or without certain hours has something to do instead, unless it is an offer', () => {
    const unsure = routes.routes.filter(
      (route) =>
        route.otherwise === null &&
        route.services.every((id) => services.services.find((one) => one.id === id)?.phone === null),
    );
    expect(unsure.map(({ code }) => code)).toEqual(['LHBTI_STEUN']);
  });

  test('a route to nowhere is refused', () =>
    expect(Route.safeParse({ ...routes.routes[0], services: [], otherwise: null }).success).toBe(false));
});

describe('numbers and hours', () => {
  test('a phone number stands in services.json and nowhere else', () => {
    const long = services.services.flatMap((one) => (one.phone !== null && one.phone.length > 3 ? [one.phone] : []));
    expect(long.filter((number) => !phone.test(number))).toEqual([]);
    const elsewhere = content.files.filter(({ path, text }) => path !== 'resources/services.json' && phone.test(text));
    expect(elsewhere.map(({ path }) => path)).toEqual([]);
  });

  test.each(services.services)('$id: hours as text and hours as data say the same', ({ hours, opening }) => {
    expect(opening === null).toBe(hours === null);
    if (hours === null || opening === null) return;
    if ('always' in opening) expect(hours).toMatch(/^dag en nacht/);
    else {
      expect(hours).toContain(`${opening.from}-${opening.until}`.replaceAll(':', '.'));
      expect(hours.startsWith('ma-vr')).toBe(opening.days.join() === '1,2,3,4,5');
    }
  });

  test('what is not sure says so', () => {
    const withoutNumber = services.services.filter((one) => one.phone === null && one.confidence !== 'te controleren');
    expect(withoutNumber.map(({ id }) => id)).toEqual(['huisarts', 'lokaal-team', 'vertrouwenspersoon']);
  });
});

describe('measures', () => {
  const rules = RuleFile.parse(JSON.parse(textOf('rules/ASG@1.0.0.json')));
  /** The last hour at which a condition on the time since the event can hold. */
  const lastHour = (condition: Condition): number =>
    Math.max(
      ...leaves(condition).flatMap(({ fact, operator, value }) =>
        fact === 'ASG-02' && operator === 'lessThanInclusive' && typeof value === 'number' ? [value] : [],
      ),
    );
  const offered = rules.rules
    .flatMap(({ variants }) => variants)
    .flatMap(({ measures: given, when }) => (given ?? []).map((code) => ({ code, until: lastHour(when) })));

  test.each(measures.measures)('$code closes after the $hours hours of the rules', ({ code, hours }) => {
    const windows = offered.filter((one) => one.code === code).map(({ until }) => until);
    expect(Math.max(...windows)).toBe(hours);
  });

  test('no rule offers a measure that is not described', () =>
    expect(new Set(offered.map(({ code }) => code))).toEqual(new Set(measures.measures.map(({ code }) => code))));
});

test('every option that can be blocked has a reason', () =>
  expect(blocks.blocks.map(({ code }) => code).toSorted()).toEqual([
    'FAMILIE_INFORMEREN',
    'GEZAMENLIJK_GESPREK',
    'MEDIATION',
    'OUDERS_EERST',
    'PLEGER_CONFRONTEREN',
    'POLITIE_TEGEN_WIL',
    'RELATIETHERAPIE',
  ]));

// Dates of the calendar years themselves; Good Friday is none of them, and on 27 April 2025, a Sunday, the feast was the day before.
test.each([
  [2025, ['01-01', '04-21', '04-26', '05-05', '05-29', '06-09', '12-25', '12-26']],
  [2026, ['01-01', '04-06', '04-27', '05-05', '05-14', '05-25', '12-25', '12-26']],
  [2027, ['01-01', '03-29', '04-27', '05-05', '05-06', '05-17', '12-25', '12-26']],
])('the public holidays of %i', (year, dates) => {
  const days = [...holidaysOf(year, holidays.holidays)].toSorted((a, b) => a - b);
  expect(days.map((at) => new Date(at).toISOString().slice(5, 10))).toEqual(dates);
});

describe('municipalities', () => {
  const all = municipalities.municipalities;

  test('the 342 of the division, each code and name once', () => {
    expect(all).toHaveLength(342);
    expect(new Set(all.map(({ code }) => code)).size).toBe(342);
    expect(new Set(all.flatMap(({ name, aliases }) => [name, ...aliases])).size).toBe(
      342 + all.flatMap(({ aliases }) => aliases).length,
    );
  });

  test('25 safety regions and 26 regions of Veilig Thuis', () => {
    expect(new Set(all.map(({ veiligheidsregio }) => veiligheidsregio)).size).toBe(25);
    expect(new Set(all.map(({ veiligThuisRegio }) => veiligThuisRegio)).size).toBe(26);
  });

  test('a centre is named exactly when it is known', () =>
    expect(all.filter(({ csg, csgBasis }) => (csg === null) !== (csgBasis === 'onbekend'))).toEqual([]));
});

describe('recipients', () => {
  const found = (id: string): Recipient => {
    const one = recipients.recipients.find((recipient) => recipient.id === id);
    if (one === undefined) throw new Error(`${id} is no recipient`);
    return one;
  };
  const codes = new Set(routes.routes.map(({ code }) => code));
  const passes = (change: Partial<Recipient>) =>
    Recipients.safeParse({ ...recipients, recipients: [{ ...found('csg'), ...change }] }).success;

  test.each(recipients.recipients)('$id answers codes that exist', (one) =>
    expect(one.codes.filter((code) => !codes.has(code))).toEqual([]),
  );

  test.each(recipients.recipients)('$id gets gender and orientation from nobody, and no judgement', (one) => {
    expect(one.topics).not.toContain('identiteit');
    expect(one.topics).not.toContain('oordeel');
    expect(one.topics.length + one.leftOut.length).toBe(topics.length);
  });

  test('advice is asked without anything that leads to a person', () => {
    const advice = found('veilig-thuis-advies');
    expect(advice).toMatchObject({ anonymous: true, freeTexts: false, names: { person: false, others: false } });
    expect(advice.topics).toEqual(expect.not.arrayContaining(['bereiken', 'huis', 'systeem', 'identiteit']));
  });

  test('a report may go out on the right to report; other letters only with consent', () => {
    expect(found('veilig-thuis').grounds.map(({ id }) => id)).toEqual([
      'meldrecht',
      'toestemming',
      'conflict-van-plichten',
    ]);
    for (const id of ['csg', 'huisarts', 'huisarts-ggz'])
      expect(found(id).grounds.map((ground) => ground.id)).toEqual(['toestemming']);
  });

  test('what happened at home is not told to a doctor who only has to refer', () => {
    const asked = ['controle', 'geweld', 'seksueel', 'ander', 'systeem'];
    expect(found('huisarts-ggz').topics.filter((topic) => asked.includes(topic))).toEqual([]);
    expect(found('veilig-thuis').topics).not.toContain('medisch');
  });

  test('a recipient that breaks these promises is refused', () => {
    expect(passes({})).toBe(true);
    expect(passes({ topics: ['medisch'] })).toBe(false);
    expect(passes({ leftOut: [] })).toBe(false);
    expect(passes({ grounds: [] })).toBe(false);
    expect(passes({ anonymous: true })).toBe(false);
    expect(passes({ yesNoOnly: ['controle'] })).toBe(false);
    expect(Recipients.safeParse({ ...recipients, recipients: [found('csg'), found('csg')] }).success).toBe(false);
  });
});

test('no form, rule or resource calls anything out of danger, or gives a chance', () => {
  const promises = content.files.flatMap(({ path, text }) =>
    [...text.matchAll(/(?<!O-)(?<!vrij[ -]en[ -])\bveilig\b(?![ -]Thuis)|\d\s?%/gi)].map(
      ([word]) => `${path}: ${word}`,
    ),
  );
  expect(promises).toEqual([]);
});

test('every recipient and field that the order of a letter names is there', () => {
  const source = readFileSync(new URL('../../src/core/letter-sections.ts', import.meta.url), 'utf8');
  const named = (pattern: RegExp) => [...source.matchAll(pattern)].flatMap((found) => found.slice(1));
  const laidOut = named(/case '([a-z-]+)':/g);
  const fields = [
    ...named(/field\(allowed, '([a-z-]+)'/g),
    ...named(/fieldsBut\(allowed, \[([^\]]*)\]/g).flatMap((list) => list.match(/[a-z-]+/g) ?? []),
  ];
  const ids = recipients.recipients.map(({ id }) => id);
  const fieldIds = recipients.recipients.flatMap((one) => one.fields.map(({ id }) => id));
  expect(laidOut.length).toBeGreaterThan(2);
  expect(fields.length).toBeGreaterThan(3);
  expect(laidOut.filter((id) => !ids.includes(id))).toEqual([]);
  expect(fields.filter((id) => !fieldIds.includes(id))).toEqual([]);
});
