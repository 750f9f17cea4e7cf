import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Content, fold } from '#core/dossier.ts';
import type { FamilyFact } from '#core/family.ts';
import { pendingChanges, stepsIn } from '#core/safety-plan.ts';
import { type PaperInput, paperFileName, paperFor } from '#core/safety-plan-client.ts';
import {
  advises,
  audienceOf,
  audiences,
  noRisks,
  proposalsFor,
  type Risks,
  risksChanged,
  risksOf,
  together,
} from '#core/safety-plan-content.ts';
import { anyAnswers, decided } from './cases.ts';
import { faults, library, packOf } from './content.ts';

const { safetyPlan: content, blocks, services } = library.resources;
const packs = [...library.packs].filter(([name]) => !name.includes('@')).map(([, pack]) => pack);
const closable = blocks.blocks.map(({ code }) => code);
const referable = library.resources.routes.routes.map(({ code }) => code);
const causes = [...new Set(packs.flatMap((pack) => pack.causes.map(({ code }) => code)))];
const stops = [...new Set(packs.flatMap(({ buttons }) => buttons.map(({ id }) => id)))];

const anyRisks: fc.Arbitrary<Risks> = fc.record({
  causes: fc.subarray(causes),
  contributing: fc.subarray(['OZ-MIDDELEN']),
  blocked: fc.subarray(closable),
  stops: fc.subarray(stops),
  referrals: fc.subarray(referable),
  measures: fc.subarray(library.resources.measures.measures.map(({ code }) => code)),
});

describe('what is proposed', () => {
  test('the proposals fit the rest of the content', () =>
    expect(faults.filter(({ file }) => file === 'resources/safety-plan.json')).toEqual([]));

  test('nothing that is blocked, here or elsewhere in the dossier, and nothing whose words advise it', () => {
    fc.assert(
      fc.property(
        anyRisks,
        fc.subarray(closable),
        fc.boolean(),
        fc.constantFrom(...audiences),
        (risks, more, kids, whom) => {
          const closed = [...risks.blocked, ...more];
          for (const { proposal, causes: addressed, because } of proposalsFor(content, whom, risks, more, kids)) {
            expect(proposal.breaks.filter((code) => closed.includes(code))).toEqual([]);
            const said = [proposal.u, proposal.jij].flatMap((text) => advises(text, blocks.blocks));
            expect(said.filter((code) => closed.includes(code))).toEqual([]);
            expect(proposal.for).toContain(whom);
            expect(proposal.source.length).toBeGreaterThan(3);
            // a cause is named only when it was found
            expect(addressed.filter((code) => ![...risks.causes, ...risks.contributing].includes(code))).toEqual([]);
            const { always, children } = proposal.when;
            expect(always === true || (children === true && kids) || because.length > 0).toBe(true);
          }
        },
      ),
    );
  });

  test('blocking takes away and finding more adds: nothing else changes what fits', () => {
    fc.assert(
      fc.property(anyRisks, fc.constantFrom(...closable), fc.constantFrom(...audiences), (risks, code, whom) => {
        const ids = (some: readonly string[]) =>
          proposalsFor(content, whom, { ...risks, blocked: [] }, some, true).map(({ proposal }) => proposal.id);
        const before = ids([]);
        const gone = before.filter((id) => !ids([code]).includes(id));
        for (const id of gone) expect(content.proposals.find((one) => one.id === id)?.breaks).toContain(code);
      }),
    );
  });

  test('of real outcomes too', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('PG', 'KJV', 'PHZ').chain((id) => anyAnswers(packOf(id)).map((answers) => ({ id, answers }))),
        async ({ id, answers }) => {
          const pack = packOf(id);
          const risks = risksOf(await decided(pack, answers));
          const proposed = proposalsFor(content, audienceOf(pack.instrument.client), risks, [], true);
          expect(proposed.length).toBeGreaterThan(5);
          for (const { proposal } of proposed)
            expect(proposal.breaks.filter((code) => risks.blocked.includes(code))).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('every cause and every stop that a form can give has a step for whom that form is about', () => {
    const lacking = packs.flatMap((pack) => {
      const whom = audienceOf(pack.instrument.client);
      const fits = (kind: 'causes' | 'stops', code: string) =>
        content.proposals.some((one) => one.for.includes(whom) && one.when[kind]?.includes(code));
      const own = new Set(pack.order.map(({ id }) => id));
      const asked = pack.causes.filter(({ trees }) => trees.length > 0 && own.size > 0);
      const given = new Set(pack.rules.flatMap(({ variants }) => variants.flatMap((one) => one.causes ?? [])));
      return [
        ...asked.filter(({ code }) => given.has(code) && !fits('causes', code)).map(({ code }) => `${pack.id} ${code}`),
        ...pack.rules
          .flatMap(({ variants }) => variants.flatMap(({ stop }) => (stop === undefined ? [] : [stop])))
          .filter((stop) => pack.rules.some(({ id }) => id === stop) === false)
          .map((stop) => `${pack.id} ${stop}`),
      ];
    });
    expect([...new Set(lacking)]).toEqual([]);
    const named = content.proposals.flatMap(({ when }) => when.causes ?? []);
    expect(causes.filter((code) => !named.includes(code))).toEqual([]);
    const stopped = content.proposals.flatMap(({ when }) => when.stops ?? []);
    expect(stops.filter((code) => !stopped.includes(code))).toEqual([]);
  });

  test('every proposal can be proposed, and every moment has one', () => {
    const all = audiences.flatMap((whom) =>
      [[], closable].flatMap((closed) =>
        proposalsFor(
          content,
          whom,
          { causes, contributing: causes, blocked: [], stops, referrals: referable, measures: ['PEP'] },
          closed,
          true,
        ).map(({ proposal }) => proposal.id),
      ),
    );
    expect(content.proposals.filter(({ id }) => !all.includes(id))).toEqual([]);
    for (const { id } of content.moments) expect(content.proposals.some(({ moment }) => moment === id)).toBe(true);
  });

  test('the words are short, and have nothing in them that may not stand on the paper', () => {
    for (const { id, u, jij } of content.proposals)
      for (const text of [u, jij]) {
        for (const { says, exact } of content.notForClient)
          expect(new RegExp(says, exact ? 'u' : 'iu').test(text), `${id}: ${says}`).toBe(false);
        for (const sentence of text.split(/(?<=[.?!])\s/))
          expect(sentence.split(' ').length, sentence).toBeLessThan(19);
      }
    for (const { jij, id } of content.proposals) expect(jij, id).not.toMatch(/\b(u|uw|uzelf)\b/i);
    for (const { u, id } of content.proposals) expect(u, id).not.toMatch(/\b(je|jij|jou|jouw|jezelf)\b/i);
  });

  test('what changed in the risks is told both ways', () => {
    const then = { ...noRisks, causes: ['OZ-EER'], stops: ['STOP-1'] };
    const now = together([
      { ...noRisks, causes: ['OZ-CONTROLE'] },
      { ...noRisks, stops: ['STOP-1'] },
    ]);
    const { came, went } = risksChanged(then, now);
    expect([came.causes, came.stops, went.causes, went.stops]).toEqual([['OZ-CONTROLE'], [], ['OZ-EER'], []]);
  });
});

const uuid = (kind: number, n: number): string => `0000000${kind}-0000-4000-8000-${String(n).padStart(12, '0')}`;
const on = '2026-11-23';
const plan = uuid(9, 1);
const stepped = (n: number, text: string, more: object = {}) =>
  ({
    kind: 'safety-plan-stepped',
    ...{ plan, step: uuid(5, n), proposal: null, moment: 'thuis', text, causes: [], who: '', until: null },
    ...{ state: 'in', reason: '', ...more },
  }) as Content;
const agreed: Content = {
  kind: 'safety-plan-agreed',
  ...{ plan, with: 'Linde', codeWord: 'appeltaart', codeMeans: 'bel 112', contact: 'via het werk', numbers: ['112'] },
  ...{ evaluateOn: '2026-12-07', why: '' },
};
const begun: Content = { kind: 'safety-plan-started', plan, person: uuid(1, 0), audience: 'slachtoffer' };
const folded = (contents: readonly Content[]) =>
  fold(contents.map((one, n) => ({ id: `${n}`, at: `2026-11-23T09:${String(n).padStart(2, '0')}:00Z`, content: one })));

describe('versions', () => {
  test('agreeing makes a version of the steps that stand; later changes wait for the next', () => {
    const dossier = folded([
      begun,
      stepped(1, 'Tas bij Ans'),
      stepped(2, 'Ander slot'),
      agreed,
      stepped(1, 'Tas op het werk', { reason: 'Ans verhuist' }),
      stepped(2, 'Ander slot', { state: 'dropped', reason: 'mag niet van de verhuurder' }),
      stepped(3, 'Buurvrouw belt 112'),
    ]);
    const [one] = dossier.plans;
    if (one === undefined) throw new Error('There is one');
    expect(one.versions.map(({ steps }) => steps.map(({ text }) => text))).toEqual([['Tas bij Ans', 'Ander slot']]);
    expect(stepsIn(one).map(({ text }) => text)).toEqual(['Tas op het werk', 'Buurvrouw belt 112']);
    expect(pendingChanges(one).map(({ how, step, before }) => [how, step.text, before?.text, step.reason])).toEqual([
      ['changed', 'Tas op het werk', 'Tas bij Ans', 'Ans verhuist'],
      ['added', 'Buurvrouw belt 112', undefined, ''],
      ['dropped', 'Ander slot', 'Ander slot', 'mag niet van de verhuurder'],
    ]);
  });
});

/** Words that stand nowhere else, so that finding one is finding what it stands for. */
const marks = ['Wilgrozen', 'Kastanjef', 'Meidoornz', 'Lijsterbq'];
const mark = (n: number) => marks[n] ?? 'Anders';
const secretsOf = (n: number) => [
  mark(n),
  `${mark(n)}straat 1${n}`,
  `06 1234 567${n}`,
  `351${n} AB`,
  `${mark(n).toLowerCase()}@post.nl`,
];

const family = (count: number): Content[] =>
  Array.from({ length: count }, (_, n) => n).flatMap((n): Content[] => {
    const facts: FamilyFact[] = [
      { what: 'bereik', person: uuid(1, n), value: `06 1234 567${n}`, riskFree: 'ja', when: '', how: '', notSay: '' },
      {
        what: 'huis',
        label: `Huis ${mark(n)}`,
        street: `${mark(n)}straat 1${n}`,
        postcode: `351${n} AB`,
        place: 'Utrecht',
        secret: n % 2 === 0,
      },
    ];
    return [
      {
        kind: 'person',
        person: {
          id: uuid(1, n),
          label: `${mark(n)} de Vries`,
          role: n === 0 ? 'betrokkene' : 'ander',
          birthYear: null,
        },
      },
      ...facts.map(
        (fact, at): Content => ({ kind: 'family-noted', id: uuid(3 + at, n), fact, corrects: null, reason: null }),
      ),
    ];
  });

const phones = new Map(services.services.flatMap(({ id, phone }) => (phone === null ? [] : [[id, phone] as const])));
const paper = (contents: readonly Content[], more: Partial<PaperInput> = {}) => {
  const dossier = folded(contents);
  const version = dossier.plans[0]?.versions.at(-1);
  if (version === undefined) throw new Error('It was agreed');
  return paperFor({
    ...{ version, content, dossier, address: 'jij', form: 'blad', withCode: true, leftOut: [], own: null, on },
    ...{ person: { id: uuid(1, 0) }, phones, names: new Map(services.services.map(({ id, name }) => [id, name])) },
    ...more,
  });
};

describe('the paper for the person', () => {
  test('never holds a name, a number, an address or a word of the trade, whatever was written', () => {
    const trade = [
      'uw dossier',
      'de pleger',
      'de band is HOOG',
      'volgens PG',
      '40 % kans',
      'OZ-CONTROLE',
      'de vragenlijst',
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.record({ whom: fc.nat(3), secret: fc.nat(4), style: fc.nat(3), who: fc.boolean() }), {
          maxLength: 8,
        }),
        fc.subarray(trade),
        fc.boolean(),
        (count, written, jargon, card) => {
          const leak = written.map(({ whom, secret }) => secretsOf(whom % count)[secret] ?? '');
          const texts = written.map(({ style }, n) => {
            const said = leak[n] ?? '';
            const spelt = [said, said.toUpperCase(), said.replaceAll(' ', '-'), ` ${said}, `][style] ?? said;
            return `Ga naar ${spelt} als het kan`;
          });
          const steps = [
            ...texts.map((text, n) =>
              stepped(n, written[n]?.who ? 'Bel iemand' : text, { who: written[n]?.who ? text : '' }),
            ),
            ...jargon.map((word, n) => stepped(100 + n, `Kijk naar ${word} hier`)),
          ];
          const made = paper([begun, ...family(count), ...steps, agreed], { form: card ? 'kaartje' : 'blad' });
          const shown = JSON.stringify(made.paper).toLowerCase();
          for (let n = 0; n < count; n += 1)
            for (const one of secretsOf(n)) {
              expect(shown.replace(/[^a-z0-9@]/g, '')).not.toContain(one.toLowerCase().replace(/[^a-z0-9@]/g, ''));
            }
          for (const word of jargon) expect(shown).not.toContain(word.toLowerCase());
          if (!card) expect(made.heldBack.length).toBe(written.length + jargon.length);
          // how to reach the person is for the record alone
          expect(shown).not.toContain('via het werk');
        },
      ),
    );
  });

  test('says the steps of Baken in the way that was chosen, and own words as they are', () => {
    const proposal = content.proposals.find(({ id }) => id === 'tas');
    if (proposal === undefined) throw new Error('It is there');
    const contents = [
      begun,
      stepped(1, proposal.u, { proposal: 'tas', moment: 'weggaan' }),
      stepped(2, 'Bel 112 op je werk', { who: 'jijzelf', until: '2026-12-01' }),
      agreed,
    ];
    const lines = (address: 'u' | 'jij') =>
      paper(contents, { address }).paper.sections.map(({ heading, lines: all }) => [
        heading,
        ...all.map(({ text }) => text),
      ]);
    expect(lines('u')).toEqual([
      ['Als u weggaat', proposal.u],
      ['Thuis', 'Bel 112 op je werk'],
    ]);
    expect(lines('jij')).toEqual([
      ['Als je weggaat', proposal.jij],
      ['Thuis', 'Bel 112 op je werk'],
    ]);
    expect(paper(contents, { leftOut: [uuid(5, 2)] }).paper.sections).toHaveLength(1);
  });

  test('a card has numbers under plain names, the code word by choice, and no step', () => {
    const contents = [begun, stepped(1, 'Ander slot'), agreed];
    const { paper: card } = paper(contents, { form: 'kaartje', own: '030 000 00 00' });
    expect(card).toEqual({
      ...{ form: 'kaartje', title: 'Nummers', sections: [], code: 'appeltaart' },
      numbers: [
        { label: 'Spoed', phone: '112' },
        { label: 'Afspraak', phone: '030 000 00 00' },
      ],
    });
    expect(paper(contents, { form: 'kaartje', withCode: false }).paper.code).toBeNull();
    expect(paperFileName('2026-11-23T10:00:00+01:00', '9f3ac07e')).toBe('lijst-2026-11-23-9f3a.pdf');
  });
});
