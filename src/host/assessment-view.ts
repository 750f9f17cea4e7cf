import { answerLabel, jnoLabels } from '#core/answers.ts';
import type { Library } from '#core/assess.ts';
import { dutch } from '#core/calendar.ts';
import type { Place } from '#core/compile.ts';
import type { Assessment, AssessmentEvent } from '#core/dossier.ts';
import { countedFrom } from '#core/dossier.ts';
import { type Facts, factsOf } from '#core/facts.ts';
import { type Answers, type Item, type ItemId, jno } from '#core/instrument.ts';
import { cardOfItem } from '#core/learning.ts';
import { countedAt, type Outcome } from '#core/outcome.ts';
import type { Pack } from '#core/pack.ts';
import { hoursItem, inWords, outcomeView, serviceView, stopView, termViews } from './outcome-view.ts';
import type { AssessmentView, OutcomeView, QuestionView } from './views.ts';

/** An assessment as the screen draws it: the question at hand, what was answered, and what the rules say so far. */

type Standing = {
  readonly library: Library;
  readonly pack: Pack;
  readonly assessment: Assessment;
  readonly place: Place;
  readonly answers: Answers;
  readonly outcome: Outcome;
  /** Milliseconds since 1970. */
  readonly now: number;
};

/** What the clock of an event is counted from. */
type Told = Pick<Assessment, 'events' | 'taken' | 'startedAt'>;

const answersTo = (assessment: Told, item: ItemId): readonly AssessmentEvent[] =>
  assessment.events.filter(
    ({ event }) => (event.type === 'answer' && event.item === item) || (event.type === 'stop' && event.stop === item),
  );

/** When these hours counted: when they were given here, or when they were taken over, with the time passed until then. */
export const hoursGivenAt = (assessment: Told, item: ItemId): string | undefined =>
  answersTo(assessment, item).at(-1)?.at ?? (assessment.taken[item] === undefined ? undefined : assessment.startedAt);

/** When it happened, counted back from the moment at which the hours were given; null when they are not known. */
export const momentOfEvent = (pack: Pack, assessment: Told, answers: Answers): number | null => {
  const item = hoursItem(pack);
  const given = item === undefined ? undefined : answers[item];
  const at = item === undefined ? undefined : hoursGivenAt(assessment, item);
  return typeof given === 'number' && at !== undefined ? Date.parse(at) - given * 3_600_000 : null;
};

/** The outcome with its deadlines counted from when they were first reached. */
export const datedOutcome = (library: Library, assessment: Assessment, outcome: Outcome, now: number): Outcome => {
  const from = countedFrom(assessment, outcome.deadline?.code ?? null, dutch(now));
  return countedAt(outcome, Date.parse(from), library.resources.holidays.holidays);
};

export const outcomeOf = ({ library, pack, assessment, answers, outcome, now }: Omit<Standing, 'place'>): OutcomeView =>
  outcomeView(
    library,
    pack,
    answers,
    datedOutcome(library, assessment, outcome, now),
    momentOfEvent(pack, assessment, answers),
    now,
  );

const inputOf = (library: Library, item: Item): QuestionView['input'] => {
  switch (item.type) {
    case 'jno':
      return { kind: 'one', options: jno.map((code) => ({ code, label: jnoLabels[code] ?? code, alone: true })) };
    case 'one':
      return { kind: 'one', options: item.options.map(({ code, label }) => ({ code, label, alone: true })) };
    case 'many':
      return {
        kind: 'many',
        none: item.none,
        options: item.options.map(({ code, label, alone }) => ({ code, label, alone: alone === true })),
      };
    case 'number': {
      const { unit, min, max, unknown } = item;
      return { kind: 'number', unit, min, max, unknown };
    }
    case 'text':
      return { kind: 'text', maxLength: item.maxLength };
    case 'scores': {
      const { count, allowed, notTaken, official } = item;
      return {
        kind: 'scores',
        count,
        allowed,
        notTaken: { code: notTaken.code, label: notTaken.label, alone: true },
        official,
        texts: [...(library.officialTexts.get(official) ?? [])],
      };
    }
    case 'numbers':
      return { kind: 'numbers', min: item.min, max: item.max, none: item.none };
    case 'municipality':
      return {
        kind: 'municipality',
        options: library.resources.municipalities.municipalities.map(({ code, name }) => ({ code, name })),
      };
  }
};

const lastAnswered = (assessment: Assessment): ItemId | undefined =>
  assessment.events.map(({ event }) => event).findLast((event) => event.type === 'answer')?.item;

/** Stop buttons that the answer to this question brings forward. */
const offersOf = (pack: Pack, item: ItemId | undefined, answers: Answers): readonly ItemId[] =>
  (item === undefined ? [] : (pack.items.get(item)?.offers ?? []))
    .filter(({ answer }) => item !== undefined && answer === answers[item])
    .flatMap(({ stops }) => stops);

const learnOf = ({ resources }: Library, item: Item): Pick<QuestionView, 'card' | 'terms'> => {
  const card = cardOfItem(resources.learning, item);
  const options = item.type === 'one' || item.type === 'many' ? item.options.map(({ label }) => label) : [];
  return {
    card: card === undefined ? null : { id: card.id, title: card.title },
    terms: termViews(resources, [item.text, item.help ?? '', item.lens ?? '', ...options]),
  };
};

/**
 * The questions that speak to the client: those of such an instrument itself, never those that it shares with others,
 * nor those about the judgement of the professional.
 */
const toClientIn = ({ resources }: Library, pack: Pack): ReadonlySet<ItemId> =>
  new Set(
    resources.instruments.instruments.some(({ id, toClient }) => id === pack.id && toClient === true)
      ? pack.instrument.sections.flatMap(({ items }) =>
          items.filter(({ topic }) => topic !== 'oordeel').map(({ id }) => id),
        )
      : [],
  );

/** @param standing - needs no outcome */
export const questionView = (standing: Omit<Standing, 'outcome' | 'now' | 'place'>, id: ItemId): QuestionView => {
  const { library, pack, assessment, answers } = standing;
  const item = pack.items.get(id);
  if (item === undefined) throw new Error(`The guide stands at ${id}, which is no item of ${pack.name}`);
  const given = answersTo(assessment, id);
  const last = given.at(-1);
  const value = answers[id];
  const nameOf = (code: string) =>
    library.resources.municipalities.municipalities.find((one) => one.code === code)?.name ?? code;
  return {
    item: id,
    section: pack.sections.find((section) => section.items.includes(item))?.title ?? '',
    text: item.text,
    help: item.help ?? null,
    lens: item.lens ?? null,
    ...learnOf(library, item),
    consent: item.consent === true,
    optional: item.optional === true,
    toClient: toClientIn(library, pack).has(id),
    input: inputOf(library, item),
    answer: value === undefined ? null : Array.isArray(value) ? [...value] : value,
    note: last?.note ?? null,
    offers: [...new Set([id, lastAnswered(assessment)].flatMap((one) => offersOf(pack, one, answers)))].filter(
      (stop) => answers[stop] !== 'ja',
    ),
    history: given
      .slice(0, -1)
      .toReversed()
      .map(({ at, event, reason: _ }, index) => ({
        at: dutch(Date.parse(at)),
        answer: event.type === 'answer' ? answerLabel(item, event.value, nameOf) : (jnoLabels.ja ?? 'ja'),
        // The reason stands with the answer that came after it.
        reason: given.toReversed()[index]?.reason ?? null,
      })),
  };
};

const counted = (pack: Pack, facts: Facts) => {
  const shown = pack.order.filter((item) => facts.shown(item.id) === 'applies');
  const asked = shown.filter((item) => item.optional !== true);
  return { shown: asked.length, answered: asked.filter((item) => facts.answer(item.id) !== undefined).length };
};

export const progressOf = (pack: Pack, answers: Answers) => counted(pack, factsOf(pack, answers));

export const numbersInDanger = ({ resources }: Library, now: number): AssessmentView['numbers'] =>
  resources.services.inDanger.flatMap((id) => {
    const service = resources.services.services.find((one) => one.id === id);
    return service === undefined ? [] : [serviceView(resources, service, now)];
  });

export const assessmentView = (
  standing: Standing,
  dossier: { readonly key: string; readonly label: string },
): Omit<AssessmentView, 'from' | 'about' | 'paper' | 'taken' | 'comparison'> => {
  const { library, pack, assessment, place, answers } = standing;
  const facts = factsOf(pack, answers);
  const here = place.kind === 'question' ? place.item : place.kind === 'stopped' ? place.at : null;
  const last = assessment.events.at(-1)?.at ?? assessment.startedAt;
  const toClient = toClientIn(library, pack);
  return {
    dossier: dossier.key,
    dossierLabel: dossier.label,
    assessment: assessment.id,
    instrument: pack.id,
    version: pack.instrument.version,
    title: pack.instrument.title,
    howTaken: pack.instrument.howTaken,
    toClient: toClient.size > 0,
    concluded: assessment.concludedAt !== null,
    place:
      place.kind === 'question'
        ? {
            kind: 'question',
            question: questionView(standing, place.item),
            first: pack.order[0]?.id === place.item,
          }
        : place.kind === 'stopped'
          ? {
              kind: 'stopped',
              stop: place.stop,
              interrupted:
                place.at === null ? null : { item: place.at, text: pack.items.get(place.at)?.text ?? place.at },
            }
          : { kind: 'done' },
    progress: counted(pack, facts),
    sections: pack.sections.map((section) => ({
      id: section.id,
      title: section.title,
      items: section.items
        .filter((item) => facts.shown(item.id) === 'applies')
        .map((item) => ({
          item: item.id,
          text: item.text,
          answer: inWords(library, pack, item.id, answers),
          here: item.id === here,
          optional: item.optional === true,
          toClient: toClient.has(item.id),
        })),
    })),
    stops: pack.buttons.map((button) => {
      const { label, text } = stopView(pack, button.id);
      return { id: button.id, label, advice: text, on: answers[button.id] === 'ja' };
    }),
    numbers: numbersInDanger(library, standing.now),
    outcome: outcomeOf(standing),
    savedAt: dutch(Date.parse(last)),
  };
};
