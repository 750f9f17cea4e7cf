import { z } from 'zod';
import type { Answers, AnswerValue, Item, ItemId } from '../instrument.ts';
import type { Outcome } from '../outcome.ts';
import { type Pack, type PackFault, readBy } from '../pack.ts';
import { conditionsOf, formFile, ruleFile, writtenIn } from './conditions.ts';
import type { DecideCase } from './reach.ts';

/**
 * Who someone is decides nothing. Questions about it are marked `identity`, no condition reads them but the wordings of a
 * service that was chosen already, and those wordings change nothing else. The words such questions are known by stand in
 * `resources/identity.json`.
 */

export const IdentityWords = z.strictObject({
  source: z.string().min(3),
  words: z
    .array(z.strictObject({ about: z.string().min(3), pattern: z.string().min(3).describe('A regular expression') }))
    .min(1),
  exceptions: z.array(
    z.strictObject({
      item: z.string(),
      reason: z.string().min(10).describe('Why this question is about something else than who a person is'),
    }),
  ),
});
export type IdentityWords = z.infer<typeof IdentityWords>;

const identityItems = (pack: Pack): ReadonlySet<ItemId> =>
  new Set([...pack.items.values()].filter(({ identity }) => identity === true).map(({ id }) => id));

const itemsOfFact = (pack: Pack, fact: string): readonly ItemId[] => pack.support.get(fact) ?? [];

/** Conditions and facts that read who someone is. */
export const identityRead = (pack: Pack): readonly PackFault[] => {
  const own = identityItems(pack);
  const reads = (fact: string) => itemsOfFact(pack, fact).filter((item) => own.has(item));
  const fault = (file: string, at: string, items: readonly ItemId[]): readonly PackFault[] =>
    [...new Set(items)].map((item) => ({
      file,
      at,
      message: `leest ${item}; wie iemand is mag niets beslissen, alleen een formulering kiezen (variants van het regelbestand)`,
    }));
  return [
    ...conditionsOf(pack)
      .filter(({ kind }) => kind !== 'wording')
      .flatMap(({ file, at, condition }) =>
        fault(
          file,
          at,
          writtenIn(condition).leaves.flatMap(({ fact }) => reads(fact)),
        ),
      ),
    ...pack.forms.flatMap((form) => [
      ...form.derived.flatMap((fact) => fault(formFile(form), fact.id, readBy(fact).flatMap(reads))),
      ...form.score.flatMap((entry) =>
        'fact' in entry ? fault(formFile(form), `score.${entry.fact}`, reads(entry.fact)) : [],
      ),
    ]),
    ...pack.ruleFiles.flatMap((file) => [
      ...(file.flag === undefined ? [] : fault(ruleFile(file), 'flag', file.flag.needs.flatMap(reads))),
      ...(file.raise === undefined
        ? []
        : fault(ruleFile(file), file.raise.id, [file.raise.judgement, file.raise.band].flatMap(reads))),
    ]),
  ];
};

const wordsOf = (item: Item): string => {
  const options = item.type === 'one' || item.type === 'many' ? item.options.map(({ label }) => label) : [];
  return [item.text, ...options].join(' ');
};

/** Questions about who someone is that are not marked so, and exceptions that are none. */
export const identityUnmarked = (
  packs: readonly Pack[],
  { words, exceptions }: IdentityWords,
): readonly PackFault[] => {
  const excused = new Set(exceptions.map(({ item }) => item));
  const about = (item: Item): readonly string[] =>
    words.filter(({ pattern }) => new RegExp(pattern, 'iu').test(wordsOf(item))).map((word) => word.about);
  const items = new Map(
    packs.flatMap(({ forms }) =>
      forms.flatMap((form) =>
        form.sections.flatMap((section) =>
          section.items.map((item) => [item.id, { item, file: formFile(form) }] as const),
        ),
      ),
    ),
  );
  return [
    ...[...items.values()].flatMap(({ item, file }) =>
      item.identity || excused.has(item.id)
        ? []
        : about(item).map((word) => ({
            file,
            at: item.id,
            message: `vraagt naar ${word}; zet er identity: true bij, of noem in resources/identity.json waarom dat niet hoeft`,
          })),
    ),
    ...exceptions.flatMap(({ item }) => {
      const found = items.get(item)?.item;
      const idle = found === undefined || found.identity === true || about(found).length === 0;
      return idle
        ? [
            {
              file: 'resources/identity.json',
              at: item,
              message: 'is geen uitzondering: deze vraag valt er niet onder',
            },
          ]
        : [];
    }),
  ];
};

/** What remains of an outcome without its wordings, as text to compare. */
const withoutWordings = (outcome: Outcome): string =>
  JSON.stringify({ ...outcome, referrals: outcome.referrals.map((referral) => ({ ...referral, wording: null })) });

/** What a person may be called in a case that is tried. */
const called: readonly AnswerValue[] = ['Man', 'vrouw', 'non-binair', 'trans vrouw', 'homoseksueel', 'Van ver'];

/**
 * Decides cases again with the wordings taken out, and with another person in them: nothing may change but a wording.
 *
 * @param cases - answers as they could be given
 */
export const wordingFaults = async (
  pack: Pack,
  cases: readonly Answers[],
  decideCase: DecideCase,
): Promise<readonly PackFault[]> => {
  const own = identityItems(pack);
  const others = (answers: Answers, shift: number): Answers => ({
    ...answers,
    ...Object.fromEntries(
      [...own].map((item, at) => {
        const codes = pack.candidates.get(item) ?? [];
        const values = pack.items.get(item)?.type === 'text' ? called : codes;
        return [item, values[(at + shift) % Math.max(1, values.length)] ?? ''];
      }),
    ),
  });
  const plain: Pack = { ...pack, wordings: [] };
  const file = pack.ruleFiles.map(ruleFile).join(', ');
  const unseen = (answers: Answers): Answers =>
    Object.fromEntries(Object.entries(answers).filter(([item]) => !own.has(item)));
  for (const [at, answers] of cases.entries()) {
    const outcome = withoutWordings(await decideCase(pack, unseen(answers)));
    if (withoutWordings(await decideCase(plain, unseen(answers))) !== outcome)
      return [{ file, at: 'variants', message: 'een formulering verandert meer dan haar eigen woorden' }];
    if (own.size > 0 && stripped(await decideCase(pack, others(answers, at)), own) !== outcome)
      return [{ file, at: 'variants', message: 'wie iemand is verandert de uitkomst van een casus' }];
  }
  return [];
};

/** That someone's name was left unknown may be told; it is not what is compared. */
const stripped = (outcome: Outcome, own: ReadonlySet<ItemId>): string =>
  withoutWordings({
    ...outcome,
    unknown: outcome.unknown.filter(({ item }) => !own.has(item)),
    open: outcome.open.filter(({ item }) => !own.has(item)),
  });
