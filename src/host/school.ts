import { join } from 'node:path';
import { checkAnswer, jnoLabels } from '#core/answers.ts';
import { dutch } from '#core/calendar.ts';
import { type GuideEvent, replay } from '#core/compile.ts';
import type { Content } from '#core/dossier.ts';
import { versionOfCase } from '#core/duties.ts';
import { nextHours } from '#core/duty-due.ts';
import { type CallLine, callPaper, dutyReport, type PaperCase } from '#core/duty-papers.ts';
import { factsOf } from '#core/facts.ts';
import { lawsOn } from '#core/filled.ts';
import type { Answers, Item } from '#core/instrument.ts';
import { lawMoments } from '#core/laws.ts';
import { type Letter, letterFileName } from '#core/letter.ts';
import type { Pack } from '#core/pack.ts';
import { fail, ok, type Result } from '#core/result.ts';
import { progressOf } from './assessment-view.ts';
import { assessments, decideNow, reachedBy, readStanding, type Standing, standingOf } from './assessments.ts';
import type { Checked, Failure, Handlers } from './contract.ts';
import type { Desk, OpenDossier } from './desk.ts';
import { dutiesView, foundIn, lawView, withDuties } from './duties.ts';
import { officeOf } from './office.ts';
import { serviceView } from './outcome-view.ts';
import { placeFor, writeNew } from './outside-place.ts';
import { linesOf } from './referrals.ts';
import type { DoorQuestion, SchoolView } from './school-operations.ts';

/** Something happened at school: one door to the duties of telling, to the six criteria, or to the meldcode. */

type Options = { readonly assetsFolder: string; readonly vaultFolder: string };

/** What draws papers is slow to load, and seldom asked for. */
const papers = () => import('#documents/referral-pdf.tsx');

const boardCode = 'BEVOEGD_GEZAG';

const packOf = (desk: Desk): Pack | undefined => desk.library.packs.get(desk.library.resources.duties.instrument);

/** A condition on the codes of one earlier question, as far as it is one; the door asks nothing behind more than that. */
const onlyWhen = (item: Item): DoorQuestion['onlyWhen'] => {
  const when: unknown = item.shownWhen;
  if (typeof when !== 'object' || when === null || !('fact' in when) || !('value' in when)) return null;
  return { item: String(when.fact), codes: [when.value].flat().map(String) };
};

const jno = ['ja', 'nee', 'onbekend'].map((code) => ({ code, label: jnoLabels[code] ?? code }));

const questionOf = (item: Item): DoorQuestion => ({
  item: item.id,
  text: item.text,
  help: item.help ?? null,
  lens: item.lens ?? null,
  options:
    item.type === 'one' ? item.options.map(({ code, label }) => ({ code, label })) : item.type === 'jno' ? jno : null,
  min: item.type === 'number' ? item.min : 0,
  max: item.type === 'number' ? item.max : 0,
  unknown: item.type === 'number' && item.unknown === true,
  onlyWhen: onlyWhen(item),
});

type Opened = Checked<'school.open'>;
type Begun = { readonly events: readonly GuideEvent[]; readonly answers: Answers };

/** The answers in the order of the form, each only where it would be asked; then on to the first that is not answered. */
const begunWith = (desk: Desk, pack: Pack, given: Opened, laws: Answers): Result<Begun, Failure<'school.open'>> => {
  const asked = new Set(desk.library.resources.duties.door.steps.flatMap(({ asks }) => asks));
  const strange = given.answers.find(({ item }) => !asked.has(item) || !pack.items.has(item));
  if (strange !== undefined) return fail({ kind: 'unknown-item', at: strange.item });
  const table = desk.library.resources.duties;
  const sector = given.answers.find(({ item }) => item === table.asked.sector)?.value;
  const implied = table.door.implied.filter(({ sectors }) => sectors.some((code) => code === sector));
  const told = new Map([...implied, ...given.answers].map(({ item, value }) => [item, value]));
  const events: GuideEvent[] = [];
  let answers: Answers = laws;
  for (const item of pack.order) {
    const value = told.get(item.id);
    if (value === undefined) continue;
    const checked = checkAnswer(item, value);
    if (!checked.ok) return fail({ kind: 'answer-refused', at: item.id, expected: checked.error.expected });
    if (factsOf(pack, answers).shown(item.id) !== 'applies') return fail({ kind: 'not-on-screen', at: item.id });
    events.push({ type: 'go', to: item.id }, { type: 'answer', item: item.id, value: checked.value });
    answers = { ...answers, [item.id]: checked.value };
  }
  const facts = factsOf(pack, answers);
  const first = pack.order.find(({ id }) => facts.shown(id) === 'applies' && answers[id] === undefined);
  events.push({ type: 'go', to: first?.id ?? 'done' });
  return ok({ events, answers });
};

/** Dossier, what was told and the form in one write: all of it or nothing. */
const openCase = async (
  desk: Desk,
  pack: Pack,
  given: Opened,
): Promise<Result<OpenDossier, Failure<'school.open'>>> => {
  const startedAt = desk.now();
  const [on, ...known] = lawMoments(given.happenedOn, startedAt);
  const laws = lawsOn(pack, desk.library.resources.laws, on, ...known);
  const begun = begunWith(desk, pack, given, laws);
  if (!begun.ok) return begun;
  const answers = { ...replay(desk.guide(pack), begun.value.events, undefined, laws).answers };
  const outcome = await decideNow(desk, pack, answers);
  const at = startedAt;
  const told = {
    ...{ id: given.intent, startedAt, happenedOn: given.happenedOn, taken: {}, reached: [] },
    events: begun.value.events.map((event) => ({
      ...{ entry: '', at, event, note: null, corrects: null, reason: null },
      reached: { band: outcome.band, final: outcome.final, deadline: null },
    })),
  };
  const reached = reachedBy(desk, { duties: [], pack, assessment: told }, answers, outcome);
  const contents: readonly Content[] = [
    { kind: 'dossier-opened', label: given.label },
    {
      ...{ kind: 'signal', text: given.signal, about: given.kind, saidBy: given.saidBy },
      happened: { on: given.happenedOn, certainty: given.happenedOn === null ? 'onbekend' : given.certainty },
    },
    {
      ...{ kind: 'assessment-started', assessment: given.intent, instrument: pack.name, rules: pack.rulesName },
      ...{ about: null, from: null, taken: {}, laws, happenedOn: given.happenedOn, reached },
    },
    ...begun.value.events.map(
      (event): Content => ({
        ...{ kind: 'assessment-event', assessment: given.intent, event },
        ...{ note: null, corrects: null, reason: null, reached },
      }),
    ),
  ];
  const made = await desk.create(contents, given.intent, 'school.open');
  if (made.ok) return made;
  return fail(made.error.kind === 'unknown-dossier' ? { kind: 'not-saved' } : { kind: made.error.kind });
};

/** The forms that the rules lead to, in the order of the rules, and whether one was begun from here. */
const nextIn = async (desk: Desk, { open, pack, answers, assessment }: Standing): Promise<SchoolView['next']> => {
  const outcome = await decideNow(desk, pack, answers);
  return outcome.next
    .filter(({ offer }) => !offer)
    .map(({ id: instrument }) => ({
      instrument,
      title: desk.library.packs.get(instrument)?.instrument.title ?? instrument,
      assessment:
        open.dossier.assessments.find(
          (one) => one.from === assessment.id && one.instrument.startsWith(`${instrument}@`),
        )?.id ?? null,
    }));
};

const viewOf = async (desk: Desk, standing: Standing): Promise<SchoolView> => {
  const { open, pack, answers, assessment } = standing;
  const { outcome, found, scripts } = await foundIn(desk, standing);
  return {
    dossier: open.id,
    assessment: assessment.id,
    label: open.dossier.label,
    ...progressOf(pack, answers),
    next: await nextIn(desk, standing),
    letter: outcome.referrals.find(({ code }) => code === boardCode)?.code ?? null,
    duty: found.duties.some(({ kind, state }) => kind === 'plicht' && (state.kind === 'todo' || state.kind === 'open')),
    scripts: scripts.map(({ id, title }) => ({ id, title })),
    duties: await dutiesView(desk, standing),
  };
};

const unsure: readonly unknown[] = ['onbekend', 'wil_niet_zeggen', 'nog_niet'];

const paperCase = async (desk: Desk, standing: Standing, reference: string): Promise<PaperCase> => {
  const { open, pack, answers, assessment } = standing;
  const { resources } = desk.library;
  const { found, outcome, scripts, table } = await foundIn(desk, standing);
  const view = await dutiesView(desk, standing);
  const now = Date.parse(desk.now());
  const facts = factsOf(pack, answers);
  const lines = linesOf(desk.library, pack, answers, outcome, assessment);
  const office = officeOf(desk);
  const service = resources.services.services.find(({ id }) =>
    table.steps.some((step) => step.service === id && table.scripts.some((one) => one.step.includes(step.id))),
  );
  const dated = <T extends { readonly at: string }>(one: T): T => ({ ...one, at: dutch(Date.parse(one.at)) });
  const line = (): CallLine | null => {
    if (service === undefined) return null;
    const { name, phone, hours, note } = service;
    const { openNow, checked } = serviceView(resources, service, now);
    const opens = openNow === 'dicht' ? nextHours(service.opening, now, resources.holidays.holidays) : null;
    return { name, phone, hours, note: note ?? null, checked, opens: opens && dutch(opens.opens) };
  };
  return {
    on: dutch(now),
    reference,
    sender: office.ok ? office.value.data.sender : null,
    title: `${pack.instrument.title}, versie ${pack.instrument.version}`,
    found,
    happenedOn: assessment.happenedOn,
    otherLaw: view.otherNow === null ? null : table.door.otherLaw,
    answers: lines
      .filter(({ filled }) => !filled)
      .map(({ question, answer, value }) => ({ question, answer, unknown: unsure.includes(value) })),
    unanswered: pack.order
      .filter(({ id, optional }) => optional !== true && id.startsWith(`${pack.id}-`))
      .filter(({ id }) => facts.shown(id) === 'applies' && answers[id] === undefined)
      .map(({ text }) => text),
    notes: lines.flatMap(({ question, note }) => (note === null ? [] : [{ about: question, ...note }])),
    signals: open.dossier.signals.map(dated),
    records: open.dossier.duties.filter((record) => record.assessment === assessment.id).map(dated),
    due: new Map(view.duties.flatMap(({ id, due }) => (due === null ? [] : [[id, due]]))),
    roleName: (role) =>
      view.duties.flatMap(({ tellers, told }) => [...tellers, ...told]).find(({ code }) => code === role)?.label ??
      role,
    scripts,
    line: line(),
  };
};

/** @param intent - what the reference is made from: random, and the same again for a retry */
const referenceOf = (intent: string): string => {
  const mark = intent.replaceAll('-', '').slice(0, 8).toUpperCase();
  return `${mark.slice(0, 4)}-${mark.slice(4)}`;
};

export const school = (
  desk: Desk,
  { assetsFolder, vaultFolder }: Options,
): Pick<Handlers, 'school.door' | 'school.open' | 'school.read' | 'school.paper'> => {
  const standingFor = async (dossier: string, assessment: string, action: string) => {
    const read = await readStanding(desk, dossier, assessment, action);
    return read.ok ? withDuties(desk, read.value) : read;
  };
  /** The form that the case belongs in, with what was told already in it. */
  const beginNext = async (open: OpenDossier, assessment: string, given: Opened) => {
    const standing = standingOf(desk, open, assessment);
    if (!standing.ok) return;
    const [next] = await nextIn(desk, standing.value);
    if (next === undefined || next.assessment !== null) return;
    const forms = assessments(desk);
    const { instrument } = next;
    const intent = desk.newId();
    const begun = await forms['assessment.start']({
      dossier: open.id,
      instrument,
      about: null,
      from: assessment,
      intent,
    });
    const story = desk.library.resources.duties.door.takesStory.find((one) => one.instrument === instrument);
    if (!begun.ok || story === undefined || given.kind === 'eigen_indruk') return;
    const at = { dossier: open.id, assessment: begun.value.assessment, item: story.item };
    await forms['assessment.answer']({ ...at, value: given.signal, note: null, reason: null, intent: desk.newId() });
  };

  return {
    'school.door': async () => {
      if (desk.vault() === undefined) return fail({ kind: 'locked' });
      const pack = packOf(desk);
      if (pack === undefined) return fail({ kind: 'unknown-instrument' });
      const { duties: table, laws } = desk.library.resources;
      const today = versionOfCase(table, laws.laws, { answers: {}, on: Date.parse(desk.now()) });
      const questions = (asks: readonly string[]) =>
        asks.flatMap((id) => {
          const item = pack.items.get(id);
          return item === undefined ? [] : [questionOf(item)];
        });
      return ok({
        steps: table.door.steps.map(({ id, asks }) => ({ id, questions: questions(asks) })),
        law: today && lawView(today),
        source: table.door.source,
      });
    },

    'school.open': async (given) => {
      const pack = packOf(desk);
      if (pack === undefined) return fail({ kind: 'unknown-instrument' });
      if (given.happenedOn !== null && given.happenedOn > dutch(Date.parse(desk.now())).slice(0, 10))
        return fail({ kind: 'moment-refused', at: 'happenedOn' });
      const made = await openCase(desk, pack, given);
      if (!made.ok) return made;
      const [first] = made.value.dossier.assessments;
      if (first === undefined) return fail({ kind: 'not-saved' });
      // The case is on record; a form that could not be begun is offered again on the next screen.
      await beginNext(made.value, first.id, given);
      return ok({ dossier: made.value.id, assessment: first.id });
    },

    'school.read': async ({ dossier, assessment }) => {
      const standing = await standingFor(dossier, assessment, 'duties.read');
      return standing.ok ? ok(await viewOf(desk, standing.value)) : standing;
    },

    'school.paper': async ({ dossier, assessment, paper, folder, intent }) => {
      const standing = await standingFor(dossier, assessment, '');
      if (!standing.ok) return standing;
      const given = await paperCase(desk, standing.value, referenceOf(intent));
      const script = given.scripts.find(({ id }) => id === paper);
      if (paper !== 'verslag' && script === undefined) return fail({ kind: 'unknown-duty', at: paper });
      const made: Letter = script === undefined ? dutyReport(given) : callPaper(given, script);
      const place = await placeFor(folder, vaultFolder);
      if (!place.ok) return place;
      const { drawLetter } = await papers();
      const drawn = await drawLetter(made, { fontsFolder: join(assetsFolder, 'fonts') });
      if (!drawn.ok) return fail({ kind: 'letter-failed', at: drawn.error.at });
      // noted before it is written: what is not in the audit must not lie about outside the vault
      const noted = await desk.read(dossier, script === undefined ? 'report.export' : 'script.export');
      if (!noted.ok) return noted;
      const path = join(place.value, letterFileName(made, made.on));
      const written = await writeNew(path, drawn.value);
      return written.ok ? ok({ path }) : written;
    },
  };
};
