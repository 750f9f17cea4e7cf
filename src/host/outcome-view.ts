import { answerLabel } from '#core/answers.ts';
import { type Library, titleOf } from '#core/assess.ts';
import { type DeadlineCode, weight } from '#core/band.ts';
import { dutch, type HolidayRules, isHoliday, wallClock } from '#core/calendar.ts';
import { termsIn } from '#core/check/glossary.ts';
import { factsOf } from '#core/facts.ts';
import type { Answers, ItemId } from '#core/instrument.ts';
import { cardOfCause } from '#core/learning.ts';
import { dateInWords } from '#core/moment-in-words.ts';
import type { Outcome } from '#core/outcome.ts';
import type { Pack, PackScore } from '#core/pack.ts';
import type { Opening, Resources, Service } from '#core/resources.ts';
import type { RuleVerdict } from '#core/rule-verdicts.ts';
import { type Score, scoreAt } from '#core/score.ts';
import type { CauseView, OutcomeView, ReferralLine, RuleView, ServiceView, TermView } from './views.ts';

/** An outcome in words: every code with its label, every number with how far it was checked. */

const deadlineWords: Readonly<Record<DeadlineCode, string>> = {
  nu: 'Nu',
  '4u': 'Binnen 4 uur',
  '24u': 'Binnen 24 uur',
  '5wd': 'Binnen 5 werkdagen',
  '28d': 'Binnen 28 dagen',
};

export const deadlineView = (code: DeadlineCode, at: string) => ({ code, at, label: deadlineWords[code] });

/** @param now - milliseconds since 1970 */
const openNow = (opening: Opening | null, now: number, holidays: HolidayRules): ServiceView['openNow'] => {
  if (opening === null) return 'onbekend';
  if ('always' in opening) return 'open';
  if (isHoliday(now, holidays)) return 'dicht';
  const { weekday, time } = wallClock(now);
  return opening.days.includes(weekday) && time >= opening.from && time < opening.until ? 'open' : 'dicht';
};

const checkedWords: Readonly<Record<Service['confidence'], string>> = {
  zeker: 'Gecontroleerd',
  'nummer zeker, tijden te controleren': 'Het nummer is gecontroleerd, de tijden nog niet',
  'te controleren': 'Nog te controleren',
};

export const serviceView = (resources: Resources, service: Service, now: number): ServiceView => ({
  id: service.id,
  name: service.name,
  phone: service.phone,
  hours: service.hours,
  url: service.url,
  openNow: openNow(service.opening, now, resources.holidays.holidays),
  confirmed: service.phone !== null && service.confidence !== 'te controleren',
  checked:
    service.checkedOn === null
      ? checkedWords[service.confidence]
      : `${checkedWords[service.confidence]} (${dateInWords(service.checkedOn)})`,
});

/** The words of the trade in these texts, explained. */
export const termViews = ({ glossary }: Resources, texts: readonly string[]): TermView[] =>
  termsIn(texts, glossary).map(({ term, explanation }) => ({ term, explanation }));

export const bandLabel = (pack: Pack, band: Outcome['band']): string => pack.bands.get(band)?.label ?? band;

export const municipalityName = (resources: Resources) => (code: string) =>
  resources.municipalities.municipalities.find((one) => one.code === code)?.name ?? code;

/** An answer as a person reads it. */
export const inWords = (library: Library, pack: Pack, item: ItemId, answers: Answers): string | null => {
  const known = pack.items.get(item);
  const value = answers[item];
  return known === undefined || value === undefined
    ? null
    : answerLabel(known, value, municipalityName(library.resources));
};

/** A button in a text of a rule, as it is found on the screen: by its figure, never by its code. */
const withButtons = (pack: Pack, text: string): string => {
  const where = text.includes('Direct gevaar') ? '' : ' bij Direct gevaar';
  return text.replace(/STOP-\d/g, (code) => {
    const at = pack.buttons.findIndex(({ id }) => id === code);
    return at === -1 ? 'Direct gevaar' : `knop ${at + 1}${where}`;
  });
};

const ruleView = (library: Library, pack: Pack, answers: Answers, rule: RuleVerdict): RuleView => ({
  id: rule.id,
  title: rule.title,
  says: rule.says,
  acts: rule.acts,
  band: rule.band,
  texts: rule.texts.map((text) => withButtons(pack, text)),
  because: rule.because.map(({ item }) => ({
    item,
    question: pack.items.get(item)?.text ?? item,
    answer: inWords(library, pack, item, answers) ?? '',
  })),
  source: rule.source,
});

export const routeOf = (resources: Resources, code: string) => resources.routes.routes.find((one) => one.code === code);

/** The services of a route and, where those cannot be reached now, what to do instead. */
const referralLine = (resources: Resources, referral: Outcome['referrals'][number], now: number): ReferralLine => {
  const route = routeOf(resources, referral.code);
  const named = (ids: readonly string[]) =>
    resources.services.services
      .filter((service) => ids.includes(service.id))
      .map((service) => serviceView(resources, service, now));
  const services = named(route?.services ?? []);
  const reachable = services.some(({ phone, openNow: open }) => phone !== null && open !== 'dicht');
  const instead = named(route?.otherwiseServices ?? []).filter(({ id }) => !services.some((one) => one.id === id));
  return {
    code: referral.code,
    label: route?.label ?? referral.code,
    why: [...referral.why],
    rules: [...referral.rules],
    deadline: referral.deadline && referral.at ? deadlineView(referral.deadline, referral.at) : null,
    offer: referral.offer,
    via: referral.via,
    wording: referral.wording,
    who: route?.who ?? '',
    how: route?.how ?? '',
    services: reachable ? services : [...services, ...instead],
    otherwise: reachable ? null : (route?.otherwise ?? null),
    recipient: resources.recipients.recipients.find((one) => one.codes.includes(referral.code))?.id ?? null,
  };
};

/**
 * @param event - when it happened, milliseconds since 1970, or null when the time is not known
 * @param now - milliseconds since 1970: which lines are open, which windows are still ahead
 */
export const outcomeView = (
  library: Library,
  pack: Pack,
  answers: Answers,
  outcome: Outcome,
  event: number | null,
  now: number,
): OutcomeView => {
  const { resources } = library;
  const meaning = pack.bands.get(outcome.band);
  const rules = outcome.rules.map((rule) => ({ rule, view: ruleView(library, pack, answers, rule) }));
  const heft = (view: RuleView) => (view.band === null ? -1 : weight(view.band));
  const heavyFirst = (a: RuleView, b: RuleView) => heft(b) - heft(a);
  const blockOf = (code: string) => resources.blocks.blocks.find((one) => one.code === code);
  return {
    instrument: outcome.instrument,
    title: pack.instrument.title,
    on: outcome.on,
    band: outcome.band,
    bandLabel: meaning?.label ?? outcome.band,
    meaning: meaning?.meaning ?? '',
    least: meaning?.least ?? '',
    final: outcome.final,
    unfinished: outcome.final ? null : pack.unfinished.text.replace('{open}', '').replace(/[:\s….]+$/, '.'),
    deadline: outcome.deadline && deadlineView(outcome.deadline.code, outcome.deadline.at),
    reasons: rules
      .filter(({ rule }) => rule.acts)
      .map(({ view }) => view)
      .toSorted(heavyFirst),
    others: rules.filter(({ rule }) => !rule.acts).map(({ view }) => view),
    referrals: outcome.referrals.map((referral) => referralLine(resources, referral, now)),
    onRequest: resources.recipients.recipients.flatMap(({ id, name, onRequest }) =>
      onRequest
        .filter((code) => !outcome.referrals.some((referral) => referral.code === code))
        .map((code) => ({ code, label: routeOf(resources, code)?.label ?? code, recipient: id, recipientName: name })),
    ),
    measures: measuresAhead(resources, outcome, event, now),
    causes: outcome.causes.flatMap(({ code }) => causeView(resources, pack, code)),
    contributing: outcome.contributing.flatMap(({ code }) => causeView(resources, pack, code)),
    blocked: outcome.blocked.map(({ code }) => ({
      code,
      label: blockOf(code)?.label ?? code,
      reason: blockOf(code)?.reason ?? '',
    })),
    stops: outcome.stops.map((id) => stopView(pack, id)),
    next: outcome.next.map(({ id, offer }) => ({
      id,
      title: titleOf(library, id),
      offer,
      available: library.packs.has(id),
      samePerson: library.packs.get(id)?.instrument.client === pack.instrument.client,
    })),
    ...textsOf(pack, outcome),
    kept: keptOf(library, pack, answers),
    score: pack.score.flatMap((entry) => scoreLine(outcome.score, entry)),
    flag: pack.flag?.levels.find(({ code }) => code === outcome.flag) ?? null,
    nothing: outcome.nothing,
    open: outcome.open.map(({ item, could, alone }) => ({
      item,
      question: pack.items.get(item)?.text ?? item,
      could,
      couldLabel: bandLabel(pack, could),
      alone,
    })),
    unknown: outcome.unknown.map(({ item, could }) => ({
      item,
      question: pack.items.get(item)?.text ?? item,
      could,
      couldLabel: could && bandLabel(pack, could),
    })),
    limits: [...pack.instrument.limits],
    own: [`forms/${pack.name}.json`, `rules/${pack.rulesName}.json`].some((path) => library.own.includes(path)),
    raised: outcome.raised,
    terms: termViews(resources, [
      ...outcome.texts,
      ...rules.filter(({ rule }) => rule.acts).flatMap(({ view }) => [view.title, ...view.texts]),
      ...[...outcome.causes, ...outcome.contributing].flatMap(({ code }) => {
        const cause = pack.causes.find((one) => one.code === code);
        return cause === undefined ? [] : [cause.label, cause.step, cause.lens ?? ''];
      }),
      ...outcome.blocked.map(({ code }) => blockOf(code)?.label ?? ''),
    ]),
  };
};

/** As many as are read at a glance; from there on only those of the band that was reached stand in front. */
const textsAtOnce = 10;

/** Behind the texts of the band that was reached stand those of a lower band, and in a long list those without one too. */
const textsOf = (pack: Pack, { band, texts, rules }: Outcome): Pick<OutcomeView, 'texts' | 'moreTexts'> => {
  const acting = rules.filter(({ acts }) => acts);
  const said = (of: readonly RuleVerdict[]) => new Set(of.flatMap((rule) => rule.texts));
  const reached = said(acting.filter((rule) => rule.band !== null && weight(rule.band) >= weight(band)));
  const lower = said(acting.filter((rule) => rule.band !== null && weight(rule.band) < weight(band)));
  const ofBand = texts.filter((text) => reached.has(text));
  const notLower = texts.filter((text) => reached.has(text) || !lower.has(text));
  const front = notLower.length <= textsAtOnce || ofBand.length === 0 ? notLower : ofBand;
  // Nothing stands behind nothing.
  const first = front.length === 0 ? texts : front;
  const read = (all: readonly string[]) => all.map((text) => withButtons(pack, text));
  return { texts: read(first), moreTexts: read(texts.filter((text) => !first.includes(text))) };
};

/** What was written down to come back to, of the questions that still stand. */
const keptOf = (library: Library, pack: Pack, answers: Answers): OutcomeView['kept'] => {
  const facts = factsOf(pack, answers);
  return pack.order
    .filter(({ id, shownWithOutcome }) => shownWithOutcome === true && facts.counts(id) !== 'does-not-apply')
    .flatMap(({ id, text }) => {
      const value = answers[id];
      // An empty choice is nothing to remember.
      if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return [];
      return [{ question: text, answer: inWords(library, pack, id, answers) ?? '' }];
    });
};

const causeView = (resources: Resources, pack: Pack, code: string): readonly CauseView[] => {
  const { causeNotAsked } = pack;
  const cause = pack.causes.find((one) => one.code === code);
  if (cause === undefined)
    return causeNotAsked?.code === code
      ? [
          {
            code,
            card: null,
            label: causeNotAsked.label,
            step: causeNotAsked.text,
            lens: null,
            source: '',
            interventions: [],
          },
        ]
      : [];
  return [
    {
      code,
      label: cause.label,
      card: cardOfCause(resources.learning, code)?.id ?? null,
      step: cause.step,
      lens: cause.lens,
      source: cause.source,
      interventions: cause.interventions.map((one) => ({
        for: one.for,
        do: one.do,
        say: one.say ?? null,
        referrals: (one.refer ?? []).map((to) => routeOf(resources, to)?.label ?? to),
        source: one.source,
      })),
    },
  ];
};

/** A reading of the score in words; what could not be computed is left out, never shown as nothing. */
const scoreLine = (score: Score, entry: PackScore): OutcomeView['score'] => {
  const value = scoreAt(score, entry.key);
  if (value === null) return [];
  if (typeof value === 'boolean') return [{ label: entry.label, value: value ? 'ja' : 'nee' }];
  const inWords = 'cases' in entry ? entry.cases.find((one) => one.value === value)?.label : undefined;
  return [{ label: entry.label, value: inWords ?? value }];
};

/** What a stop is and what to do: from the question of its button and the text of its rule. */
export const stopView = (pack: Pack, id: string): { id: string; label: string; text: string } => {
  const rule = pack.rules.find((one) => one.id === id);
  const texts = rule?.variants.flatMap((variant) => variant.text ?? []) ?? [];
  return { id, label: pack.items.get(id)?.text ?? rule?.title ?? id, text: texts[0] ?? '' };
};

/** The item that holds the hours since the event, if this instrument asks them. */
export const hoursItem = (pack: Pack): ItemId | undefined => {
  const since = pack.derived.get('ALG-uren-of-onbekend');
  return since !== undefined && 'of' in since && typeof since.of === 'string' ? since.of : undefined;
};

/** Measures whose window is still ahead. The hours were given when they were given: the clock runs on from there. */
const measuresAhead = (
  resources: Resources,
  outcome: Outcome,
  event: number | null,
  now: number,
): OutcomeView['measures'] =>
  outcome.measures.flatMap((code) => {
    const measure = resources.measures.measures.find((one) => one.code === code);
    if (measure === undefined) return [];
    const until = event === null ? null : event + measure.hours * 3_600_000;
    if (until !== null && until < now) return [];
    return [{ code, label: measure.label, text: measure.text, until: until === null ? null : dutch(until) }];
  });
