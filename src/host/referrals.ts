import { createHash, randomBytes } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { scoresInWords } from '#core/answers.ts';
import type { Case, Library } from '#core/assess.ts';
import { dutch } from '#core/calendar.ts';
import type { Assessment, Content, ReferralMade } from '#core/dossier.ts';
import { factsOf } from '#core/facts.ts';
import type { Answers, AnswerValue, Item } from '#core/instrument.ts';
import { type Letter, type LetterInput, type LetterOutcome, letter, letterFileName } from '#core/letter.ts';
import { copyParts } from '#core/letter-copy.ts';
import type { Outcome } from '#core/outcome.ts';
import type { Pack } from '#core/pack.ts';
import { type Choices, draft, type Line, topicsFor } from '#core/referral.ts';
import { proposedNext } from '#core/referral-loop.ts';
import type { Recipient } from '#core/resources.ts';
import { fail, ok, type Result } from '#core/result.ts';
import { datedOutcome, hoursGivenAt, momentOfEvent } from './assessment-view.ts';
import { decideNow, readStanding, type Standing } from './assessments.ts';
import type { Checked, Handlers } from './contract.ts';
import type { Desk } from './desk.ts';
import { stepsForBoard } from './duties.ts';
import { officeOf, providersOf } from './office.ts';
import { hoursItem, inWords, outcomeView, routeOf, serviceView } from './outcome-view.ts';
import { placeFor, writeNew } from './outside-place.ts';
import type { Sender } from './views.ts';

/** Letters: what goes to whom, the preview, and the one place where something leaves the vault. */

/** What draws letters is slow to load, so it waits for the first letter instead of holding up the unlock screen. */
const letters = () => import('#documents/referral-pdf.tsx');

const recipientOf = (library: Library, code: string): Recipient | undefined =>
  library.resources.recipients.recipients.find((one) => one.codes.includes(code));

/** The answered questions, each with what decides where it may go. */
export const linesOf = (
  library: Library,
  pack: Pack,
  answers: Answers,
  outcome: Outcome,
  assessment?: Assessment,
): readonly Line[] => {
  const facts = factsOf(pack, answers);
  // What was filled in is no question, yet a judgement may rest on it.
  const filled = [...pack.items.values()].filter((item) => item.filled !== undefined && !pack.order.includes(item));
  return [...pack.order, ...filled, ...pack.buttons].flatMap((item): Line[] => {
    const value = answers[item.id];
    if (value === undefined || facts.counts(item.id) === 'does-not-apply') return [];
    const note = assessment?.events.findLast(({ event }) => event.type === 'answer' && event.item === item.id)?.note;
    return [lineOf(library, pack, item, value, { reading: readingOf(pack, outcome, item), note: note ?? null })];
  });
};

/** One answer as papers tell it. */
export const lineOf = (
  library: Library,
  pack: Pack,
  item: Item,
  value: AnswerValue,
  { reading, note }: Pick<Line, 'reading' | 'note'>,
): Line => ({
  item: item.id,
  topic: item.topic,
  kind: item.type,
  unit: item.type === 'number' ? item.unit : null,
  question: item.text,
  value,
  answer:
    item.type === 'scores' && Array.isArray(value)
      ? scoresInWords(item, value)
      : (inWords(library, pack, item.id, { [item.id]: value }) ?? ''),
  reading,
  filled: item.filled !== undefined,
  mayHoldSecret: item.secret !== undefined,
  secret: item.secret?.some((code) => [value].flat().map(String).includes(code)) ?? false,
  consent: item.consent === true,
  note,
});

/** The rules that act on a score, by title; only those that rest on nothing that another recipient might not see. */
const readingOf = (pack: Pack, outcome: Outcome, item: Item): string | null => {
  if (item.type !== 'scores' && !(item.type === 'number' && item.unit === 'punten')) return null;
  const titles = outcome.rules
    .filter(({ acts, because }) => acts && because.some((one) => one.item === item.id))
    .filter(({ because }) => because.every((one) => pack.items.get(one.item)?.topic === item.topic))
    .map(({ title }) => title);
  return titles.length === 0 ? null : `${titles.join('. ')}.`;
};

/** Instruments in which a professional answers about others; in the rest the person speaks. */
const aboutOthers = ['kind', 'kinderen', 'leerling'];

/** @param event - when it happened, milliseconds since 1970, or null when the time is not known */
const letterOutcome = (
  library: Library,
  pack: Pack,
  answers: Answers,
  outcome: Outcome,
  event: number | null,
  now: number,
): LetterOutcome => {
  const view = outcomeView(library, pack, answers, outcome, event, now);
  const because = (items: readonly string[]) => items.map((item) => ({ item }));
  const labelled = <T extends { readonly code: string }>(list: readonly T[], code: string) =>
    list.find((one) => one.code === code);
  return {
    title: view.title,
    howTaken: pack.instrument.howTaken,
    asked: aboutOthers.includes(pack.instrument.client ?? '') ? 'sender' : 'person',
    on: view.on,
    bandLabel: view.bandLabel,
    meaning: view.meaning,
    final: view.final,
    deadline: view.deadline,
    reasons: view.reasons.map(({ title, texts, because: given }) => ({ title, texts, because: given })),
    causes: outcome.causes.flatMap((cause) => {
      const known = labelled(view.causes, cause.code);
      return known ? [{ label: known.label, step: known.step, because: because(cause.because) }] : [];
    }),
    blocked: outcome.blocked.flatMap((block) => {
      const known = labelled(view.blocked, block.code);
      return known ? [{ label: known.label, reason: known.reason, because: because(block.because) }] : [];
    }),
    measures: view.measures,
    open: view.open.flatMap(({ item, question }) => {
      const known = pack.items.get(item);
      if (known === undefined) return [];
      const mayHoldSecret = known.secret !== undefined || known.consent === true;
      return [{ item, question, topic: known.topic, mayHoldSecret }];
    }),
    limits: view.limits,
  };
};

/** The municipality that was answered, at whichever question of this instrument asks it. */
const municipalityOf = (pack: Pack, answers: Answers): AnswerValue | undefined => {
  const asked = pack.order.find(({ type }) => type === 'municipality');
  return asked && answers[asked.id];
};

const regionOf = (library: Library, code: AnswerValue | undefined): string | null =>
  library.resources.municipalities.municipalities.find((one) => one.code === code)?.veiligThuisRegio ?? null;

/** Random, and made from nothing in the dossier. */
const newReference = (): string => randomBytes(8).toString('hex');

/**
 * When the questions were asked, on the Dutch clock: the moment at which the hours since the event were given, for they count
 * from there; else that of the last answer. Not the moment of the letter.
 */
const askedAt = (pack: Pack, assessment: Assessment): string => {
  const hours = hoursItem(pack);
  const timed = hours === undefined ? undefined : hoursGivenAt(assessment, hours);
  const given = assessment.events.findLast(({ event }) => event.type === 'answer');
  return dutch(Date.parse(timed ?? given?.at ?? assessment.startedAt));
};

const inputFor = async (
  desk: Desk,
  standing: Standing,
  recipient: Recipient,
  choices: Choices,
  sender: Sender,
  reference: string,
): Promise<LetterInput> => {
  const { pack, answers, assessment, open } = standing;
  const now = Date.parse(desk.now());
  const outcome = datedOutcome(desk.library, assessment, await decideNow(desk, pack, answers), now);
  return {
    recipient,
    topics: desk.library.resources.recipients.topics,
    outcome: {
      ...letterOutcome(desk.library, pack, answers, outcome, momentOfEvent(pack, assessment, answers), now),
      on: askedAt(pack, assessment),
    },
    lines: linesOf(desk.library, pack, answers, outcome, assessment),
    signals: open.dossier.signals.map(({ at, text, about, saidBy, people }) => ({
      ...{ at, text, kind: about, saidBy, people },
    })),
    people: open.dossier.people,
    around: open.dossier,
    sender,
    choices,
    region: regionOf(desk.library, municipalityOf(pack, answers)),
    on: dutch(now),
    reference,
    ...(recipient.duties === true ? { steps: await stepsForBoard(desk, standing) } : {}),
  };
};

type Options = {
  readonly assetsFolder: string;
  readonly documentsFolders: readonly string[];
  readonly vaultFolder: string;
};

type Made = {
  readonly letter: Letter;
  readonly pdf: Uint8Array;
  readonly recipient: Recipient;
  readonly standing: Standing;
};

type MadeContent = Extract<Content, { kind: 'referral-made' }>;

/** Whether this is on record as shared in the same way. */
const sharesSame = (had: ReferralMade, content: MadeContent): boolean =>
  (['ground', 'groundNote', 'informed', 'informedNote', 'topics', 'leftOut', 'added', 'secrets'] as const).every(
    (field) => JSON.stringify(had[field]) === JSON.stringify(content[field]),
  );

export const referrals = (
  desk: Desk,
  options: Options,
): Pick<Handlers, 'referral.draft' | 'referral.preview' | 'referral.copy' | 'referral.save' | 'referral.places'> => {
  const fontsFolder = join(options.assetsFolder, 'fonts');

  const make = async (input: Checked<'referral.preview'>, reference: string) => {
    const standing = await readStanding(desk, input.dossier, input.assessment);
    if (!standing.ok) return standing;
    const recipient = recipientOf(desk.library, input.code);
    if (recipient === undefined) return fail({ kind: 'unknown-recipient', at: input.code } as const);
    const office = officeOf(desk);
    if (!office.ok) return office;
    const { sender } = office.value.data;
    if (sender === null) return fail({ kind: 'sender-needed' } as const);
    const composed = letter({
      ...(await inputFor(desk, standing.value, recipient, input, sender, reference)),
      slip: input.slip,
    });
    if (!composed.ok) {
      const [first] = composed.error.missing;
      return fail({ kind: 'choices-needed', at: first?.field ?? '', expected: first?.expected ?? '' } as const);
    }
    const { drawLetter } = await letters();
    const drawn = await drawLetter(composed.value, { fontsFolder });
    if (!drawn.ok) return fail({ kind: 'letter-failed', at: drawn.error.at } as const);
    return ok<Made>({ letter: composed.value, pdf: drawn.value, recipient, standing: standing.value });
  };

  /** The line of the ledger. @param file - where it was kept; empty: its text was copied */
  const madeOf = (input: Checked<'referral.preview'>, made: Made, referral: string, file: string): MadeContent => {
    const { recipient, letter: composed, pdf } = made;
    const { followUp, holidays } = desk.library.resources;
    const day = dutch(Date.parse(desk.now())).slice(0, 10);
    return {
      kind: 'referral-made',
      referral,
      assessment: input.assessment,
      recipient: recipient.id,
      recipientName: recipient.name,
      code: input.code,
      ground: recipient.grounds.find(({ id }) => id === input.ground)?.label ?? 'Advies zonder namen',
      groundNote: input.groundNote,
      informed: input.informed ?? 'niet van toepassing',
      informedNote: input.informedNote,
      // What went along, not what might have: how to reach somebody goes only when that was marked as safe to use.
      topics: topicsFor(recipient, input).filter((topic) => topic !== 'bereiken' || input.contactSafe),
      leftOut: input.leftOut,
      added: input.added,
      file,
      sha256: createHash('sha256').update(pdf).digest('hex'),
      nextAt: proposedNext(followUp, recipient.id, 'concept', day, holidays.holidays)?.nextAt ?? null,
      reference: composed.reference,
      secrets: input.secretsAllowed,
    };
  };

  return {
    'referral.draft': async ({ dossier, assessment, code }) => {
      const standing = await readStanding(desk, dossier, assessment);
      if (!standing.ok) return standing;
      const { resources } = desk.library;
      const recipient = recipientOf(desk.library, code);
      if (recipient === undefined) return fail({ kind: 'unknown-recipient', at: code });
      const office = officeOf(desk);
      if (!office.ok) return office;
      const { pack, answers, open } = standing.value;
      const outcome = await decideNow(desk, pack, answers);
      const lines = linesOf(desk.library, pack, answers, outcome, standing.value.assessment);
      const route = routeOf(resources, code);
      const now = Date.parse(desk.now());
      return ok({
        ...draft(recipient, code, resources.recipients.topics, lines, outcome.final),
        codeLabel: route?.label ?? code,
        services: resources.services.services
          .filter(({ id }) => route?.services.includes(id))
          .map((service) => serviceView(resources, service, now)),
        region: recipient.anonymous ? null : regionOf(desk.library, municipalityOf(pack, answers)),
        people: open.dossier.people.map((person) => ({ ...person })),
        sender: office.value.data.sender,
        providers: providersOf(office.value.data),
      });
    },

    'referral.preview': async (input) => {
      const made = await make(input, newReference());
      if (!made.ok) return made;
      const { pageCount } = await letters();
      return ok({ pdf: made.value.pdf, pages: pageCount(made.value.pdf) });
    },

    'referral.copy': async ({ intent, ...input }) => {
      const before = await desk.read(input.dossier, '');
      if (!before.ok) return before;
      const had = before.value.dossier.referrals.find((one) => one.referral === intent);
      const made = await make(input, had?.reference ?? newReference());
      if (!made.ok) return made;
      const parts = copyParts(made.value.letter).map((part) => ({ ...part }));
      // On record before a word of it is on the screen to be copied: nothing is shared without a line. Chosen otherwise
      // since, it is put on record again.
      const content = madeOf(input, made.value, intent, '');
      if (had !== undefined && sharesSame(had, content)) return ok({ referral: intent, parts });
      const write = had === undefined ? intent : desk.newId();
      const recorded = await desk.append(made.value.standing.open, [content], write, 'referral.copy-parts');
      return recorded.ok ? ok({ referral: intent, parts }) : recorded;
    },

    'referral.save': async ({ folder, intent, referral, ...input }) => {
      const before = await desk.read(input.dossier, '');
      if (!before.ok) return before;
      // A retry after the letter was written and recorded: tell again where it is.
      const had = before.value.dossier.referrals.find((one) => one.referral === (referral ?? intent));
      if (had !== undefined && had.file !== '') return ok({ referral: had.referral, path: had.file });
      const place = await placeFor(folder, options.vaultFolder);
      if (!place.ok) return place;
      const made = await make(input, had?.reference ?? newReference());
      if (!made.ok) return made;
      const { letter: composed, pdf, standing } = made.value;
      const path = join(place.value, letterFileName(composed, composed.on));
      const written = await writeNew(path, pdf);
      if (!written.ok) return written;
      const content = madeOf(input, made.value, referral ?? intent, path);
      const recorded = await desk.append(standing.open, [content], intent, 'referral.export');
      if (recorded.ok) return ok({ referral: referral ?? intent, path });
      // What is not in the record must not lie about outside the vault.
      await unlink(path);
      return recorded;
    },

    'referral.places': async () =>
      desk.vault() === undefined ? fail({ kind: 'locked' }) : ok([...options.documentsFolders]),
  };
};

export type CaseLetterFailure = { readonly kind: 'no-recipient' | 'letter-failed'; readonly message: string };

/**
 * The letter of a case from a file: no people, no sender and no choices, so what a person must fill in stands as such.
 *
 * @param code - a referral code; left out: the first referral that a letter can be made for
 */
export const caseLetter = async (
  library: Library,
  decided: { readonly read: Case; readonly whole: Outcome },
  assetsFolder: string,
  code?: string,
): Promise<Result<Uint8Array, CaseLetterFailure>> => {
  const { read, whole } = decided;
  const wanted = code ?? whole.referrals.find((one) => recipientOf(library, one.code) !== undefined)?.code;
  const recipient = wanted === undefined ? undefined : recipientOf(library, wanted);
  if (wanted === undefined || recipient === undefined) {
    const codes = library.resources.recipients.recipients.flatMap((one) => one.codes).join(', ');
    return fail({ kind: 'no-recipient', message: `hiervoor is geen brief; er is een brief voor: ${codes}` });
  }
  const { pack, answers, on } = read;
  const item = hoursItem(pack);
  const hours = item === undefined ? undefined : answers[item];
  const event = typeof hours === 'number' ? on - hours * 3_600_000 : null;
  const composed = letter({
    recipient,
    topics: library.resources.recipients.topics,
    outcome: letterOutcome(library, pack, answers, whole, event, on),
    lines: linesOf(library, pack, answers, whole),
    signals: [],
    people: [],
    sender: { name: 'Naam: nog in te vullen', role: 'Functie', organisation: 'Organisatie', phone: 'Telefoon' },
    choices: {
      recipient: recipient.id,
      code: wanted,
      ground: null,
      groundNote: '',
      informed: null,
      informedNote: '',
      leftOut: [],
      added: [],
      person: null,
      contactSafe: false,
      secretsAllowed: false,
      fields: {},
      message: '',
    },
    region: regionOf(library, read.municipality ?? municipalityOf(pack, answers)),
    on: dutch(on),
    reference: createHash('sha256')
      .update(JSON.stringify([read.id, pack.name, on, answers]))
      .digest('hex')
      .slice(0, 16),
    toFill: true,
  });
  if (!composed.ok) return fail({ kind: 'letter-failed', message: 'de brief kon niet worden opgesteld' });
  const { drawLetter } = await letters();
  const drawn = await drawLetter(composed.value, { fontsFolder: join(assetsFolder, 'fonts') });
  return drawn.ok
    ? drawn
    : fail({ kind: 'letter-failed', message: `de brief kon niet worden gemaakt (${drawn.error.at})` });
};
