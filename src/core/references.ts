import type { Instrument } from './instrument.ts';
import type { Pack, PackFault } from './pack.ts';
import { codesOf } from './possible-answers.ts';
import type { Resources } from './resources.ts';
import type { RuleFile } from './rules.ts';
import { advises } from './safety-plan-content.ts';

/**
 * What one file names of another, or of itself, and is not there. At work such a name would be passed over in silence: a
 * referral nobody can act on, a number that is missing from the screen, an answer that is not kept from a letter.
 */

/** @param known - what may be named; @param where - in words, where it should have stood */
const strays = (
  names: readonly string[],
  known: { readonly has: (name: string) => boolean },
  fault: Omit<PackFault, 'message'>,
  where: string,
): readonly PackFault[] =>
  names.filter((name) => !known.has(name)).map((name) => ({ ...fault, message: `${name} staat niet ${where}` }));

const fileName = (folder: 'forms' | 'rules', file: { readonly id: string; readonly version: string }): string =>
  `${folder}/${file.id}@${file.version}.json`;

/** Names in a form that lead nowhere. */
export const straysInForm = (pack: Pack, form: Instrument): readonly PackFault[] => {
  const file = fileName('forms', form);
  const buttons = new Set(pack.buttons.map(({ id }) => id));
  return [
    ...form.sections
      .flatMap(({ items }) => items)
      .flatMap((item) => {
        const offers = item.offers ?? [];
        const codes = [
          item.whenEmpty ?? [],
          item.presumed ?? [],
          item.secret ?? [],
          offers.map(({ answer }) => answer),
        ];
        const own = new Set(codesOf(item).flat().map(String));
        return [
          ...strays(codes.flat(), own, { file, at: item.id }, 'bij de antwoorden van deze vraag'),
          ...strays(
            offers.flatMap(({ stops }) => stops),
            buttons,
            { file, at: item.id },
            'bij de knoppen',
          ),
        ];
      }),
    ...strays(
      [
        ...form.score.flatMap((entry) => ('fact' in entry ? entry.fact : [])),
        ...(form.checks ?? []).flatMap(({ sum }) => sum),
        ...(form.prefill ?? []).map(({ item }) => item),
      ],
      pack.support,
      { file, at: 'score' },
      'in dit formulier',
    ),
  ];
};

/** Names in a rule file that lead nowhere. */
export const straysInRules = (pack: Pack, rules: RuleFile, resources: Resources): readonly PackFault[] => {
  const file = fileName('rules', rules);
  const routes = new Set(resources.routes.routes.map(({ code }) => code));
  const blocks = new Set(resources.blocks.blocks.map(({ code }) => code));
  const measures = new Set(resources.measures.measures.map(({ code }) => code));
  const instruments = new Set(resources.instruments.instruments.map(({ id }) => id));
  const causes = new Set(pack.causes.map(({ code }) => code));
  const { raise } = rules;
  return [
    ...rules.rules.flatMap(({ id, variants }) =>
      variants.flatMap((variant) => {
        const place = { file, at: id };
        const referrals = (variant.refer ?? []).map(({ code }) => code);
        const starts = (variant.start ?? []).map(({ instrument }) => instrument);
        return [
          ...strays(referrals, routes, place, 'in resources/routes.json'),
          ...strays(variant.block ?? [], blocks, place, 'in resources/blocks.json'),
          ...strays(variant.measures ?? [], measures, place, 'in resources/measures.json'),
          ...strays(starts, instruments, place, 'in resources/instruments.json'),
          ...strays(variant.causes ?? [], causes, place, 'bij de oorzaken'),
          ...strays(variant.stop === undefined ? [] : [variant.stop], pack.items, place, 'in het formulier'),
        ];
      }),
    ),
    ...rules.causes.flatMap(({ code, interventions }) =>
      strays(
        interventions.flatMap(({ refer }) => refer ?? []),
        routes,
        { file, at: code },
        'in resources/routes.json',
      ),
    ),
    ...(rules.variants ?? []).flatMap(({ code }) =>
      strays([code], routes, { file, at: 'variants' }, 'in resources/routes.json'),
    ),
    ...flagStrays(rules, file),
    ...(rules.accompany ?? []).flatMap(({ code }) =>
      strays([code], routes, { file, at: 'accompany' }, 'in resources/routes.json'),
    ),
    ...(raise === undefined
      ? []
      : strays([raise.judgement, raise.band, raise.reason], pack.items, { file, at: raise.id }, 'in het formulier')),
  ];
};

const flagStrays = ({ flag, rules }: RuleFile, file: string): readonly PackFault[] => {
  const levels = new Set((flag?.levels ?? []).map(({ code }) => code));
  const given = rules.flatMap(({ variants }) => variants.flatMap((variant) => variant.flag ?? []));
  const ids = new Set(rules.map(({ id }) => id));
  const named = flag === undefined ? [] : [...flag.chosen.rules, ...flag.withheld.flatMap((one) => one.rules)];
  return [
    ...strays([...given, ...(flag ? [flag.strong] : [])], levels, { file, at: 'flag' }, 'bij de vlaggen'),
    ...strays(named, ids, { file, at: 'flag' }, 'bij de regels'),
  ];
};

/** Names in the resources that lead nowhere. */
export const straysInResources = (resources: Resources): readonly PackFault[] => {
  const { routes, services, recipients, followUp, socialMap, municipalities } = resources;
  const known = new Set(services.services.map(({ id }) => id));
  const codes = new Set(routes.routes.map(({ code }) => code));
  const inServices = 'in resources/services.json';
  const places = new Set(municipalities.municipalities.map(({ code }) => code));
  const map = 'resources/social-map.json';
  return [
    ...strays(services.inDanger, known, { file: 'resources/services.json', at: 'inDanger' }, 'bij de diensten'),
    ...routes.routes.flatMap((route) =>
      strays(
        [...route.services, ...route.otherwiseServices],
        known,
        { file: 'resources/routes.json', at: route.code },
        inServices,
      ),
    ),
    ...socialMap.needs.flatMap((need) => strays(need.services, known, { file: map, at: need.code }, inServices)),
    ...strays(
      [...socialMap.ages, ...socialMap.regional].map(({ service }) => service),
      known,
      { file: map, at: '' },
      inServices,
    ),
    ...socialMap.regional.flatMap((one) =>
      strays(one.municipalities, places, { file: map, at: one.service }, 'in resources/municipalities.json'),
    ),
    ...recipients.recipients.flatMap((one) =>
      strays(one.codes, codes, { file: 'resources/recipients.json', at: one.id }, 'in resources/routes.json'),
    ),
    ...strays(
      [
        ...followUp.channels.flatMap((one) => one.for),
        ...[...followUp.terms, ...followUp.silence, ...followUp.declined].flatMap(({ recipient }) => recipient ?? []),
      ],
      new Set(recipients.recipients.map(({ id }) => id)),
      { file: 'resources/follow-up.json', at: 'recipient' },
      'in resources/recipients.json',
    ),
    ...strays(
      followUp.declined.flatMap((one) => one.routes),
      codes,
      { file: 'resources/follow-up.json', at: 'declined' },
      'in resources/routes.json',
    ),
    ...straysInPlan(resources),
  ];
};

/** Names in the proposals for a safety plan that lead nowhere, and steps that advise what can be blocked without saying so. */
const straysInPlan = ({ safetyPlan, services, blocks, routes, measures }: Resources): readonly PackFault[] => {
  const file = 'resources/safety-plan.json';
  const moments = new Set(safetyPlan.moments.map(({ id }) => id));
  const known = new Set(services.services.map(({ id }) => id));
  const closed = new Set(blocks.blocks.map(({ code }) => code));
  const codes = new Set(routes.routes.map(({ code }) => code));
  const windows = new Set(measures.measures.map(({ code }) => code));
  return [
    ...safetyPlan.numbers.flatMap(({ service }) =>
      strays([service], known, { file, at: 'numbers' }, 'bij de diensten'),
    ),
    ...safetyPlan.proposals.flatMap((one) => {
      const place = { file, at: one.id };
      const said = [...new Set([one.u, one.jij].flatMap((text) => advises(text, blocks.blocks)))];
      return [
        ...strays([one.moment], moments, place, 'bij de momenten'),
        ...strays(one.services, known, place, 'bij de diensten'),
        ...strays([...one.breaks, ...(one.when.blocks ?? [])], closed, place, 'in resources/blocks.json'),
        ...strays(one.when.referrals ?? [], codes, place, 'in resources/routes.json'),
        ...strays(one.when.measures ?? [], windows, place, 'in resources/measures.json'),
        ...strays(said, new Set(one.breaks), place, 'bij breaks, en deze zin raadt het aan'),
      ];
    }),
  ];
};
