import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  FollowUp,
  type LoopMark,
  LoopStepGiven,
  loopStanding,
  loopSteps,
  nextSteps,
  proposedNext,
  standingSteps,
} from '#core/referral-loop.ts';
import { Holidays } from '#core/resources.ts';
import { handledFor, WorkHandledGiven } from '#core/work-handled.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../resources/${name}.json`, import.meta.url), 'utf8'));
const table = FollowUp.parse(read('follow-up'));
const { holidays } = Holidays.parse(read('holidays'));

const day = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2032-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const given = fc.record({
  step: fc.constantFrom(...loopSteps),
  on: day,
  channel: fc.constantFrom(...table.channels.map(({ id }) => id)),
  spoke: fc.constantFrom('', 'balie'),
  agreed: fc.constantFrom('', 'belt maandag terug'),
  nextAt: fc.option(day),
  instead: fc.constantFrom('', 'naar de huisarts'),
});
const ends = ['afgerond', 'ingetrokken'];

describe('a step', () => {
  test('leaves no open referral without a next date, unless it was declined and something happens instead', () => {
    fc.assert(
      fc.property(given, (step) => {
        if (!LoopStepGiven.safeParse(step).success) return;
        if (ends.includes(step.step)) expect(step.nextAt).toBeNull();
        else if (step.step === 'afgewezen') expect(step.nextAt !== null || step.instead !== '').toBe(true);
        else expect(step.nextAt).not.toBeNull();
        if (step.nextAt !== null) expect(step.nextAt >= step.on).toBe(true);
        if (step.step === 'ingetrokken') expect(step.instead).not.toBe('');
      }),
    );
  });

  test.each(loopSteps.filter((step) => !ends.includes(step) && step !== 'afgewezen'))(
    '%s asks for a next date',
    (step) => {
      const words = { step, on: '2026-11-23', channel: 'telefoon', spoke: '', agreed: '', instead: 'iets anders' };
      expect(LoopStepGiven.safeParse({ ...words, nextAt: null }).success).toBe(false);
      expect(LoopStepGiven.safeParse({ ...words, nextAt: '2026-11-30' }).success).toBe(true);
      expect(LoopStepGiven.safeParse({ ...words, nextAt: '2026-11-22' }).success).toBe(false);
    },
  );
});

/** Runs of steps as the host lets them be: each follows from what stood, and some correct what stands. */
const choice = fc.record({ pick: fc.nat(), correct: fc.boolean(), on: day, days: fc.nat(60) });
const runs = fc.array(choice, { maxLength: 12 }).map((choices) => {
  const marks: LoopMark[] = [];
  for (const [index, { pick, correct, on, days }] of choices.entries()) {
    const standing = standingSteps(marks);
    const last = standing.at(-1);
    const corrects = correct && last !== undefined ? last.entry : null;
    const state = loopStanding(corrects === null ? marks : standing.slice(0, -1), '2026-11-24').state;
    const possible = nextSteps(state);
    const step = possible[pick % possible.length];
    if (step === undefined) continue;
    const later = new Date(Date.parse(on) + days * 86_400_000).toISOString().slice(0, 10);
    marks.push({ entry: `e${index}`, corrects, step, on, nextAt: ends.includes(step) ? null : later });
  }
  return marks;
});

describe('the standing of a referral', () => {
  test('is open with a next date, or ended without one', () => {
    fc.assert(
      fc.property(runs, (marks) => {
        const { state, nextAt, open } = loopStanding(marks, '2026-11-24');
        expect(open).toBe(nextAt !== null);
        expect(open).toBe(!ends.includes(state));
      }),
    );
  });

  test('forgets nothing: every entry stands, or another names it', () => {
    fc.assert(
      fc.property(runs, (marks) => {
        const standing = standingSteps(marks);
        for (const mark of marks)
          expect(standing.includes(mark) !== marks.some(({ corrects }) => corrects === mark.entry)).toBe(true);
      }),
    );
  });

  test('asking after it changes the date and not the state', () => {
    fc.assert(
      fc.property(runs, day, (marks, nextAt) => {
        const before = loopStanding(marks, '2026-11-24');
        if (!nextSteps(before.state).includes('nagevraagd')) return;
        const asked: LoopMark = { entry: 'asked', corrects: null, step: 'nagevraagd', on: nextAt, nextAt };
        expect(loopStanding([...marks, asked], '2026-11-24')).toEqual({ ...before, nextAt });
      }),
    );
  });

  test('a correction of the end opens it again', () => {
    const sent: LoopMark = { entry: 'a', corrects: null, step: 'verstuurd', on: '2026-11-23', nextAt: '2026-11-30' };
    const done: LoopMark = { entry: 'b', corrects: null, step: 'afgerond', on: '2026-11-24', nextAt: null };
    const not: LoopMark = { entry: 'c', corrects: 'b', step: 'ontvangen', on: '2026-11-24', nextAt: '2026-12-01' };
    expect(loopStanding([sent, done], null)).toEqual({ state: 'afgerond', nextAt: null, open: false });
    expect(loopStanding([sent, done, not], null)).toEqual({ state: 'ontvangen', nextAt: '2026-12-01', open: true });
  });
});

describe('the proposed next date', () => {
  const recipients = ['veilig-thuis', 'veilig-thuis-advies', 'csg', 'huisarts', 'huisarts-ggz', 'een-ander'];

  test('is there after every step that asks for one, never before it, and never more than a quarter away', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...recipients),
        fc.constantFrom('concept', ...loopSteps),
        day,
        (recipient, after, on) => {
          const proposal = proposedNext(table, recipient, after, on, holidays);
          expect(proposal === null).toBe(ends.includes(after));
          if (proposal === null) return;
          expect(proposal.nextAt >= on).toBe(true);
          expect(Date.parse(proposal.nextAt) - Date.parse(on)).toBeLessThan(92 * 86_400_000);
          expect(proposal.source.length).toBeGreaterThan(3);
        },
      ),
    );
  });

  test('of working days is a working day', () => {
    fc.assert(
      fc.property(day, (on) => {
        const proposal = proposedNext(table, 'huisarts', 'verstuurd', on, holidays);
        const weekday = new Date(proposal?.nextAt ?? '').getUTCDay();
        expect([1, 2, 3, 4, 5]).toContain(weekday);
      }),
    );
  });

  test.each([
    ['veilig-thuis', 'verstuurd', '2026-11-23', '2026-11-30'],
    ['veilig-thuis', 'verstuurd', '2026-12-21', '2026-12-29'],
    ['veilig-thuis', 'aangenomen', '2026-11-23', '2027-02-01'],
    ['csg', 'verstuurd', '2026-11-27', '2026-11-28'],
    ['huisarts', 'nagevraagd', '2026-11-27', '2026-12-01'],
  ] as const)('%s, %s on %s: %s', (recipient, after, on, expected) => {
    expect(proposedNext(table, recipient, after, on, holidays)?.nextAt).toBe(expected);
  });

  test('for Veilig Thuis rests on a term and not on a choice of ours', () => {
    expect(proposedNext(table, 'veilig-thuis', 'verstuurd', '2026-11-23', holidays)?.own).toBe(false);
    expect(proposedNext(table, 'huisarts', 'verstuurd', '2026-11-23', holidays)?.own).toBe(true);
  });
});

describe('what was handled', () => {
  const assessment = '5ad64c6e-6d83-4b1f-9a4a-3a0a1e6f0c11';
  test('to look no more asks for a reason', () => {
    const about = { on: 'window', assessment } as const;
    expect(WorkHandledGiven.safeParse({ about, done: 'Gebeld', nextAt: null, why: '' }).success).toBe(false);
    expect(WorkHandledGiven.safeParse({ about, done: 'Gebeld', nextAt: null, why: 'Zij is er geweest' }).success).toBe(
      true,
    );
    expect(WorkHandledGiven.safeParse({ about, done: 'Gebeld', nextAt: '2026-12-01', why: '' }).success).toBe(true);
  });

  test('an earlier deadline does for a later one, and not the other way round', () => {
    const at = (code: '4u' | '5wd') => ({ about: { on: 'deadline', assessment, code } as const, nextAt: null });
    expect(handledFor([at('4u')], { on: 'deadline', assessment, code: '5wd' })).toBeDefined();
    expect(handledFor([at('5wd')], { on: 'deadline', assessment, code: '4u' })).toBeUndefined();
  });
});
