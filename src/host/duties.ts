import { dutch } from '#core/calendar.ts';
import { type Content, countedFrom } from '#core/dossier.ts';
import {
  type CaseDuties,
  type Duties,
  type Duty,
  dutiesOf,
  type LawReference,
  roleName,
  versionOfCase,
} from '#core/duties.ts';
import { dueOf, nextHours } from '#core/duty-due.ts';
import { type DutyRecorded, dutchMoment, isInFuture, type KeptDuty, lastRecords } from '#core/duty-record.ts';
import { scriptsOf } from '#core/duty-script.ts';
import { factsOf } from '#core/facts.ts';
import { lawMoments } from '#core/laws.ts';
import { momentInWords } from '#core/moment-in-words.ts';
import { fail, ok, type Result } from '#core/result.ts';
import { decideNow, readStanding, type Standing, standingOf } from './assessments.ts';
import type { Checked, Failure, Handlers } from './contract.ts';
import type { Desk, OpenDossier } from './desk.ts';
import { owedIn } from './duties-owed.ts';
import type { DutiesView, DutyView, LawView } from './duties-view.ts';
import { serviceView } from './outcome-view.ts';

/** Who tells whom, and when: what stands for an assessment, and putting the time of telling on record. */

const tableOf = (desk: Desk): Duties => desk.library.resources.duties;

export const lawView = ({ title, article, status, from, source, note }: LawReference): LawView => ({
  title,
  article,
  status,
  from,
  source,
  note,
});

/** The table knows the steps of one instrument; another has none. */
export const withDuties = (desk: Desk, standing: Standing): Result<Standing, { readonly kind: 'unknown-duty' }> =>
  standing.pack.id === tableOf(desk).instrument ? ok(standing) : fail({ kind: 'unknown-duty' });

/** The law of the day on which it happened, as far as that was told at the start; else of the day on which it became known. */
const lawDays = ({ assessment }: Standing): { readonly on: number; readonly known: number } => {
  const [on, known = on] = lawMoments(assessment.happenedOn, assessment.startedAt);
  return { on, known };
};

/** What is asked, what acts, and the steps that follow: for the screen and for every paper. */
export const foundIn = async (desk: Desk, standing: Standing) => {
  const { open, assessment, pack, answers } = standing;
  const { resources } = desk.library;
  const table = tableOf(desk);
  const outcome = await decideNow(desk, pack, answers);
  const acting = new Set(outcome.rules.filter(({ acts }) => acts).map(({ id }) => id));
  const records = lastRecords(open.dossier.duties, assessment.id);
  const found = dutiesOf(table, resources.laws.laws, { answers, acting, ...lawDays(standing), records });
  const facts = factsOf(pack, answers);
  const scripts = scriptsOf(table, answers, found, (item) => facts.shown(item) === 'applies');
  return { table, outcome, found, scripts };
};

/** The version of the law of today, where it is another than that of the day it happened. */
export const otherLaw = (desk: Desk, { version }: Pick<CaseDuties, 'version'>): LawView | null => {
  const { laws } = desk.library.resources.laws;
  const table = tableOf(desk);
  const today = versionOfCase(table, laws, { answers: {}, on: Date.parse(desk.now()) });
  return today === null || version === null || today.code === version.code ? null : lawView(today);
};

export const dutiesView = async (desk: Desk, standing: Standing): Promise<DutiesView> => {
  const { open, assessment, answers } = standing;
  const { resources } = desk.library;
  const table = tableOf(desk);
  const now = Date.parse(desk.now());
  const holidays = resources.holidays.holidays;
  const { found, scripts } = await foundIn(desk, standing);
  const serviceOf = (id: string | null) => resources.services.services.find((service) => service.id === id);
  const since = Date.parse(countedFrom(assessment, '24u', dutch(now)));
  const due = dueOf(found, since, (id) => serviceOf(id)?.opening ?? null, holidays);
  const name = roleName(table, answers);
  const roles = (codes: readonly string[]) => codes.map((code) => ({ code, label: name(code) }));
  const recordView = (record: KeptDuty): DutyView['records'][number] => ({
    entry: record.entry,
    at: dutch(Date.parse(record.at)),
    happenedAt: record.happenedAt,
    who: { code: record.who, label: name(record.who) },
    whom: { code: record.whom, label: name(record.whom) },
    note: record.note,
    reason: record.reason,
    law: record.law && lawName(desk, record.law),
  });
  const closedOf = (duty: Duty): DutyView['closed'] => {
    const service = serviceOf(duty.service);
    if (service === undefined || duty.state.kind !== 'todo' || serviceView(resources, service, now).openNow !== 'dicht')
      return null;
    const hours = nextHours(service.opening, now, holidays);
    const { text, meanwhile } = table.closed;
    const first = found.duties.find(({ id, state }) => id === meanwhile.step && ['todo', 'open'].includes(state.kind));
    const today = first === undefined ? '' : ` ${meanwhile.text.replace('{whom}', first.whom)}`;
    return { text: `${text}${today}`, opens: hours && dutch(hours.opens) };
  };
  const dutyView = (duty: Duty): DutyView => {
    const { id, title, kind, who, tells, whom, byText, before, laws, source, state } = duty;
    const step = table.steps.find((one) => one.id === id);
    const [tellers, told] = [step?.tellers ?? [], step?.told ?? []];
    const own = answers[table.asked.own];
    const service = serviceOf(duty.service);
    const end = due.get(id);
    const doneAt = state.kind === 'done' && state.at !== null ? Date.parse(state.at) : null;
    return {
      id,
      title,
      kind,
      who,
      tells,
      whom,
      byText,
      before,
      laws: laws.map(lawView),
      source,
      state,
      due: state.kind === 'todo' && end !== undefined ? dutch(end) : null,
      overdue: state.kind === 'todo' && end !== undefined && end < now,
      late: doneAt !== null && end !== undefined && doneAt > end,
      line: service === undefined || state.kind !== 'todo' ? null : serviceView(resources, service, now),
      closed: closedOf(duty),
      tellers: roles(tellers),
      told: roles(told),
      usual: {
        who: tellers.find((code) => code === own) ?? tellers[0] ?? duty.roles.who,
        whom: told.find((code) => code === duty.roles.whom) ?? told[0] ?? duty.roles.whom,
      },
      records: open.dossier.duties
        .filter((record) => record.assessment === assessment.id && record.duty === id)
        .map(recordView)
        .toReversed(),
    };
  };
  return {
    dossier: open.id,
    assessment: assessment.id,
    version: found.version && lawView(found.version),
    happenedOn: assessment.happenedOn,
    otherNow: otherLaw(desk, found),
    otherLaw: table.door.otherLaw,
    sector: found.sector,
    duties: found.duties.map(dutyView),
    notes: found.notes.map((note) => ({ ...note })),
    scripts: scripts.map((script) => ({
      ...script,
      lines: script.lines.map((line) => ({ ...line })),
      ask: [...script.ask],
      not: [...script.not],
    })),
    source: table.source,
  };
};

/** The version a record was made under, as the table calls the law now. */
const lawName = (desk: Desk, { id, code }: NonNullable<DutyRecorded['law']>): string => {
  const law = desk.library.resources.laws.laws.find((one) => one.id === id);
  return `${law?.title ?? id}: ${code}`;
};

/** Who has to tell whom, as a letter to the board says it: each step without the words that were meant for who tells. */
export const stepsForBoard = async (
  desk: Desk,
  standing: Standing,
): Promise<readonly { readonly label: string; readonly value: string }[]> => {
  if (standing.pack.id !== tableOf(desk).instrument) return [];
  const { duties } = await dutiesView(desk, standing);
  const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  return duties
    .filter(({ kind, state }) => kind === 'plicht' && state.kind !== 'not-applicable')
    .map(({ title, who, whom, tells, byText, before, laws, state }) => {
      const named = laws.map(({ article, title: law, status }) => `${article ?? law} (${status})`).join('; ');
      const done = state.kind === 'done' ? ` Gedaan${state.at === null ? '' : `: ${momentInWords(state.at)}`}.` : '';
      const open = state.kind === 'open' ? ' Of deze stap geldt, staat nog open.' : '';
      const first = before === null ? '' : ` Voordat ${before}.`;
      return {
        label: title,
        value: `${capital(who)} vertelt ${whom} ${tells}. ${capital(byText)}.${first}${open}${done} ${named}`.trim(),
      };
    });
};

type Recorded = Checked<'duties.record'>;

/** What goes on record, or why it does not. */
const contentOf = (desk: Desk, standing: Standing, input: Recorded): Result<DutyRecorded, Failure<'duties.record'>> => {
  const table = tableOf(desk);
  const step = table.steps.find(({ id }) => id === input.duty);
  if (step === undefined) return fail({ kind: 'unknown-duty', at: input.duty });
  const name = roleName(table, standing.answers);
  const unfit = (at: string, roles: readonly string[]) =>
    fail({ kind: 'answer-refused' as const, at, expected: `een van: ${roles.map(name).join(', ')}` });
  if (!step.tellers.includes(input.who)) return unfit('who', step.tellers);
  if (!step.told.includes(input.whom)) return unfit('whom', step.told);
  const last = lastRecords(standing.open.dossier.duties, standing.assessment.id).get(step.id);
  const moment = input.happened === null ? null : dutchMoment(input.happened.day, input.happened.time);
  if (moment !== null && (!moment.ok || isInFuture(moment.value, Date.parse(desk.now()))))
    return fail({ kind: 'moment-refused', at: 'happened' });
  if (moment === null && last === undefined) return fail({ kind: 'moment-refused', at: 'happened' });
  const version = versionOfCase(table, desk.library.resources.laws.laws, {
    answers: standing.answers,
    ...lawDays(standing),
  });
  return ok({
    kind: 'duty-recorded',
    assessment: standing.assessment.id,
    duty: step.id,
    happenedAt: moment === null ? null : dutch(moment.value),
    who: input.who,
    whom: input.whom,
    note: input.note,
    corrects: last?.entry ?? null,
    reason: last === undefined ? null : input.reason,
    law: version && { id: version.law, code: version.code, from: version.from, source: version.source },
  });
};

/** Whether this is on record already: a retry, or a correction that changes nothing. */
const stands = (last: KeptDuty | undefined, content: DutyRecorded): boolean =>
  last !== undefined &&
  last.happenedAt === content.happenedAt &&
  last.who === content.who &&
  last.whom === content.whom &&
  last.note === content.note;

export const duties = (desk: Desk): Pick<Handlers, 'duties.read' | 'duties.record'> => ({
  'duties.read': async ({ dossier, assessment }) => {
    const read = await readStanding(desk, dossier, assessment, 'duties.read');
    const standing = read.ok ? withDuties(desk, read.value) : read;
    return standing.ok ? ok(await dutiesView(desk, standing.value)) : standing;
  },

  'duties.record': async (input) => {
    const read = await readStanding(desk, input.dossier, input.assessment);
    const standing = read.ok ? withDuties(desk, read.value) : read;
    if (!standing.ok) return standing;
    const content = contentOf(desk, standing.value, input);
    if (!content.ok) return content;
    const { open, assessment } = standing.value;
    const last = lastRecords(open.dossier.duties, assessment.id).get(input.duty);
    if (stands(last, content.value)) return ok(await dutiesView(desk, standing.value));
    if (last !== undefined && (input.reason ?? '') === '') return fail({ kind: 'reason-needed', at: 'reason' });
    const action = last === undefined ? 'duty.record' : 'duty.correct';
    const { pack, answers } = standing.value;
    const outcome = await decideNow(desk, pack, answers);
    const duties = [...open.dossier.duties, { ...content.value, entry: '', at: desk.now() }];
    const contents: readonly Content[] = [
      { ...content.value, ...owedIn(desk, { pack, assessment, answers, outcome, duties }) },
    ];
    const written = await desk.append(open, contents, input.intent, action);
    if (!written.ok) return written;
    const after = standingOf(desk, written.value, assessment.id);
    return after.ok ? ok(await dutiesView(desk, after.value)) : after;
  },
});

/** Lines for the timeline of a dossier: every record, also those that were corrected later. */
export const dutyTimeline = (
  desk: Desk,
  open: OpenDossier,
): readonly { readonly at: string; readonly kind: string; readonly text: string }[] =>
  open.dossier.duties.map((record) => {
    const standing = standingOf(desk, open, record.assessment);
    const name = roleName(tableOf(desk), standing.ok ? standing.value.answers : {});
    const told = `${name(record.who)} vertelde het aan ${name(record.whom)}`;
    const later = open.dossier.duties.some(({ corrects }) => corrects === record.entry) ? ' (later gewijzigd)' : '';
    const corrected = record.corrects === null ? '' : `Gewijzigd (${record.reason ?? ''}): `;
    const text =
      record.happenedAt === null ? `${corrected}niet verteld aan ${name(record.whom)}` : `${corrected}${told}`;
    const at = new Date(record.happenedAt ?? record.at).toISOString();
    return { at, kind: 'verteld', text: `${text.charAt(0).toUpperCase()}${text.slice(1)}${later}` };
  });
