import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DeadlineCode, deadlines, weight } from '#core/band.ts';
import { compile, replay } from '#core/compile.ts';
import { factsOf } from '#core/facts.ts';
import type { Answers } from '#core/instrument.ts';
import type { Outcome } from '#core/outcome.ts';
import type { Pack } from '#core/pack.ts';
import { anyAnswers, decided, evenAnswers, runs, shownItems, wholeAnswers, without } from '../cases.ts';
import { packOf } from '../content.ts';

/** What must hold for every case, not for examples only. */

/** Who someone is: these fields may choose words, never a band, a deadline, a code or a block. */
const identity = ['O-gender', 'O-gender-ander', 'O-orientatie', 'O-naam'];

/**
 * Items that the specification exempts from monotony: "ja" is the good news, or they only choose the way. Of SMA all: it is a
 * router of duties, where a "ja" may mean that a duty was met.
 */
const exempt = (item: string): boolean =>
  item.startsWith('SMA-') ||
  ['O-veilig', 'ASG-01', 'KJV-01', 'KJV-18', 'KJV-19', 'KJV-20', 'KJV-22', 'KJV-23', 'OSM-11', 'PHZ-17'].includes(item);

/** Numbers and choices of a case in which nothing is the matter; JNO questions and lists have a quiet answer of their own. */
const calm: Readonly<Record<string, Answers>> = {
  PG: { 'PG-leeftijd': 30, 'PG-29': 0, 'PG-P': 'gelijk' },
  ASG: { 'ASG-02': 400, 'ASG-03': '18plus', 'ASG-09': 'onbekende' },
  KJV: { 'KJV-leeftijd': 9, 'KJV-25': ['geen'] },
  SGM: {
    'SGM-02-a': 16,
    'SGM-02-b': 16,
    'SGM-02-wie': 'beiden',
    ...Object.fromEntries([3, 4, 5, 6, 7, 8].map((n) => [`SGM-0${n}`, '0'])),
    'SGM-10': 'nee',
  },
  SMA: { 'SMA-05': 'VO', 'SMA-06': 'medewerker', 'SMA-02': 'leerling', 'SMA-03-toen': 15, 'SMA-03-nu': 15 },
  OSM: { 'OSM-02': 30, 'OSM-03': 'leeftijdgenoot', 'OSM-04': 'niets', 'OSM-08': 'nee' },
  PTS: { 'PTS-02': 10, 'PTS-03': 30, 'PTS-04': Array.from({ length: 20 }, () => 0) },
  PHZ: { 'PHZ-15': 30, 'PHZ-05-uren': 400 },
  EXT: { 'EXT-HITS': 4 },
};

/** In milliseconds; many more cases than in a test run may take as much longer. */
const slow = { timeout: 120_000 * Math.max(1, runs / 500) };
const urgency = (code: DeadlineCode | undefined) => (code === undefined ? deadlines.length : deadlines.indexOf(code));

/** The weight of what the rules themselves reach, without what is only unfinished and what a professional adds. */
const reached = (pack: Pack, outcome: Outcome): number =>
  Math.max(
    0,
    ...outcome.rules
      .filter(({ acts, id }) => acts && id !== pack.unfinished.id && id !== pack.raise?.id)
      .map(({ band }) => (band === null ? 0 : weight(band))),
  );

/** The laws of one instrument. Each has a test file, so that they run side by side. */
export const lawsOf = (id: string): void => {
  const pack = packOf(id);
  /** Tools that count as not taken until they are entered: entering one is an event, not an answer still to come. */
  const entered = new Set([...pack.derived.values()].flatMap((fact) => (fact.op === 'given' ? fact.of : [])));
  /** Another way to the same fact was taken: a total where there are no single scores. */
  const isInstead = (item: string, answers: Answers): boolean =>
    [...pack.derived.values()].some(
      (fact) => fact.op === 'first' && fact.of.includes(item) && fact.of.some((other) => answers[other] !== undefined),
    );
  const jno = pack.order.filter((item) => item.type === 'jno');
  const moving = [...jno, ...pack.buttons].filter((item) => !exempt(item.id)).map((item) => item.id);

  test('gender, orientation and name change nothing that is decided', slow, async () => {
    await fc.assert(
      fc.asyncProperty(
        anyAnswers(pack),
        fc.record(Object.fromEntries(identity.map((i) => [i, fc.string()]))),
        async (answers, other) => {
          const [a, b] = await Promise.all([
            decided(pack, without(answers, identity)),
            decided(pack, { ...answers, ...other }),
          ]);
          const bare = ({ rules: _r, ...rest }: typeof a) => rest;
          expect(bare(b)).toEqual(bare(a));
          expect(b.rules.map(({ id: rule, says, acts }) => [rule, says, acts])).toEqual(
            a.rules.map(({ id: rule, says, acts }) => [rule, says, acts]),
          );
        },
      ),
      { numRuns: runs },
    );
  });

  test('from "nee" to "ja" the band never falls and the deadline never moves back', slow, async () => {
    await fc.assert(
      fc.asyncProperty(wholeAnswers(pack), fc.constantFrom(...moving), async (answers, item) => {
        const nee = await decided(pack, { ...answers, [item]: 'nee' });
        const ja = await decided(pack, { ...answers, [item]: 'ja' });
        // Unfinished is not a finding: a "ja" may finish what "nee" left open. Then what the rules reach is compared.
        if (!nee.final && ja.final) {
          expect(reached(pack, ja)).toBeGreaterThanOrEqual(reached(pack, nee));
          return;
        }
        expect(weight(ja.band)).toBeGreaterThanOrEqual(weight(nee.band));
        expect(urgency(ja.deadline?.code)).toBeLessThanOrEqual(urgency(nee.deadline?.code));
      }),
      { numRuns: runs },
    );
  });

  test('"ja" gives at least the band of "nee" where the answer was unknown', slow, async () => {
    await fc.assert(
      fc.asyncProperty(anyAnswers(pack), fc.constantFrom(...moving), async (answers, item) => {
        const nee = await decided(pack, { ...answers, [item]: 'nee' });
        const ja = await decided(pack, { ...answers, [item]: 'ja' });
        const found = reached(pack, ja) - reached(pack, nee);
        // Unknowns elsewhere may be a finding beside "nee" and still be open beside "ja"; then what is said is not lower.
        expect(Math.max(found, weight(ja.band) - weight(nee.band))).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: runs },
    );
  });

  test('unknown alone never gives HOOG', slow, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...moving.filter((item) => !item.startsWith('STOP')))),
        async (items) => {
          const quiet = Object.fromEntries(jno.map((item) => [item.id, item.type === 'jno' ? item.quiet : 'nee']));
          const unknown = Object.fromEntries(items.map((item) => [item, 'onbekend']));
          const outcome = await decided(pack, { ...quiet, ...(calm[id] ?? {}), ...unknown });
          expect(weight(outcome.band)).toBeLessThan(weight('HOOG'));
        },
      ),
      { numRuns: runs },
    );
  });

  test('a settled verdict is never withdrawn by a later answer', slow, async () => {
    await fc.assert(
      fc.asyncProperty(
        wholeAnswers(pack),
        fc.array(fc.constantFrom(...pack.order.map((item) => item.id))),
        async (answers, later) => {
          // What a professional presses or judges is an event of its own, not an answer that was still to come.
          const fixed = without(answers, [
            ...pack.buttons.map((b) => b.id),
            ...pack.order.filter((item) => item.presumed !== undefined || entered.has(item.id)).map((item) => item.id),
            ...(pack.raise ? [pack.raise.judgement] : []),
          ]);
          const early = await decided(pack, without(fixed, later));
          const late = await decided(pack, fixed);
          const says = new Map(late.rules.map((rule) => [rule.id, rule.says]));
          for (const rule of early.rules)
            if (rule.says !== 'open') expect([rule.id, says.get(rule.id)]).toEqual([rule.id, rule.says]);
        },
      ),
      { numRuns: runs },
    );
  });

  test('an unfinished case never says that nothing was found', slow, async () => {
    await fc.assert(
      fc.asyncProperty(anyAnswers(pack), async (answers) => {
        const outcome = await decided(pack, answers);
        if (!outcome.final) expect(weight(outcome.band)).toBeGreaterThanOrEqual(weight('BEPERKT_ZICHT'));
        if (!outcome.final) expect(outcome.open.length).toBeGreaterThan(0);
      }),
      { numRuns: runs },
    );
  });

  test('what is open, and to what it leads alone, is what trying every single answer gives', slow, async () => {
    await fc.assert(
      fc.asyncProperty(
        wholeAnswers(pack),
        fc.array(fc.constantFrom(...pack.order.map((item) => item.id)), { maxLength: 6 }),
        async (answers, left) => {
          const asked = without(answers, [...left, ...(pack.raise ? [pack.raise.judgement] : [])]);
          const outcome = await decided(pack, asked);
          const before = reached(pack, outcome);
          const tried = new Map<string, number>();
          for (const item of shownItems(pack, asked)) {
            const facts = factsOf(pack, asked);
            if (facts.answer(item.id) !== undefined || facts.counts(item.id) === 'does-not-apply') continue;
            if (item.presumed !== undefined || entered.has(item.id) || isInstead(item.id, asked)) continue;
            const after = await Promise.all(
              (pack.candidates.get(item.id) ?? []).map(async (value) =>
                reached(pack, await decided(pack, { ...asked, [item.id]: value })),
              ),
            );
            const most = Math.max(0, ...after);
            if (most > before) tried.set(item.id, most);
          }
          const told = new Map(
            outcome.open
              .filter(({ item, alone }) => alone && !entered.has(item))
              .map(({ item, could }) => [item, weight(could)]),
          );
          expect(told).toEqual(tried);
        },
      ),
      { numRuns: Math.ceil(runs / 3) },
    );
  });

  test('no outcome refers to what it blocks', slow, async () => {
    await fc.assert(
      fc.asyncProperty(anyAnswers(pack), async (answers) => {
        const outcome = await decided(pack, answers);
        const blocked = outcome.blocked.map(({ code }) => code);
        expect(outcome.referrals.filter(({ code }) => blocked.includes(code))).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  test('a stop is one step away from every question and from the end, and keeps every answer', slow, () => {
    const guide = compile(pack);
    for (const to of [...pack.order.map((item) => item.id), 'done'])
      for (const button of pack.buttons) {
        const before = [
          { type: 'answer', item: pack.order[0]?.id ?? '', value: 'ja' },
          { type: 'go', to },
        ] as const;
        const there = replay(guide, before);
        const stopped = replay(guide, [...before, { type: 'stop', stop: button.id }]);
        const back = replay(guide, [...before, { type: 'stop', stop: button.id }, { type: 'resume' }]);
        expect(stopped.place).toMatchObject({ kind: 'stopped', stop: button.id });
        expect(stopped.answers).toEqual({ ...there.answers, [button.id]: 'ja' });
        expect(back.place).toEqual(there.place);
      }
  });

  test('every question can be reached by answering, and every path ends', slow, () => {
    const guide = compile(pack);
    fc.assert(
      fc.property(anyAnswers(pack), (wanted) => {
        const events: Parameters<typeof replay>[1][number][] = [];
        for (let steps = 0; steps <= pack.order.length; steps += 1) {
          const { place } = replay(guide, events);
          if (place.kind === 'done') return;
          if (place.kind === 'stopped') throw new Error('Nobody pressed a stop');
          const known = pack.items.get(place.item);
          const fallback =
            known?.type === 'many' ? [] : known?.type === 'jno' ? 'ja' : (pack.candidates.get(place.item)?.[0] ?? 1);
          events.push({ type: 'answer', item: place.item, value: wanted[place.item] ?? fallback });
        }
        throw new Error('The guide does not end');
      }),
      { numRuns: 10 },
    );
  });

  test('there is a way to every question', slow, () => {
    const guide = compile(pack);
    const left = new Set(pack.order.map((item) => item.id));
    /** The questions that are asked on the way of someone who gives these answers. */
    const asked = (wanted: Answers): readonly string[] => {
      const way: string[] = [];
      for (let at = replay(guide, []); at.place.kind === 'question' && way.length <= pack.order.length; ) {
        const { item } = at.place;
        const value = wanted[item];
        const shown = shownItems(pack, at.answers).map((one) => one.id);
        way.push(item);
        // A question that is left out is passed by, as the button for it does.
        const event =
          value === undefined
            ? ({ type: 'go', to: shown[shown.indexOf(item) + 1] ?? 'done' } as const)
            : ({ type: 'answer', item, value } as const);
        at = replay(guide, [event], at);
      }
      return way;
    };
    fc.assert(
      fc.property(evenAnswers(pack), (wanted) => {
        if (shownItems(pack, wanted).some(({ id: item }) => left.has(item)))
          for (const item of asked(wanted)) left.delete(item);
      }),
      { numRuns: 3000, seed: 1 },
    );
    expect([...left]).toEqual([]);
  });
};
