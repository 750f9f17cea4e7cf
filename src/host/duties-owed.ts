import { dutch } from '#core/calendar.ts';
import { type Assessment, countedFrom } from '#core/dossier.ts';
import { dutiesOf } from '#core/duties.ts';
import { dueOf } from '#core/duty-due.ts';
import { type KeptDuty, lastRecords, type Owed } from '#core/duty-record.ts';
import type { Answers } from '#core/instrument.ts';
import { lawMoments } from '#core/laws.ts';
import type { Outcome } from '#core/outcome.ts';
import type { Pack } from '#core/pack.ts';
import type { Desk } from './desk.ts';

/** Who must still be told, and by when: kept with each entry, so that the work list need not read the dossier for it. */

type Case = {
  readonly pack: Pack;
  readonly assessment: Pick<Assessment, 'id' | 'startedAt' | 'happenedOn' | 'reached'>;
  readonly answers: Answers;
  readonly outcome: Outcome;
  readonly duties: readonly KeptDuty[];
};

/** @returns nothing for an instrument without duties */
export const owedIn = (
  { library, now }: Pick<Desk, 'library' | 'now'>,
  { pack, assessment, answers, outcome, duties }: Case,
): { readonly owed?: Owed[] } => {
  const { duties: table, laws, services, holidays } = library.resources;
  if (pack.id !== table.instrument) return {};
  const acting = new Set(outcome.rules.filter(({ acts }) => acts).map(({ id }) => id));
  const present = dutch(Date.parse(now()));
  const [on, known = on] = lawMoments(assessment.happenedOn, assessment.startedAt);
  const found = dutiesOf(table, laws.laws, {
    answers,
    acting,
    on,
    known,
    records: lastRecords(duties, assessment.id),
  });
  const since = Date.parse(countedFrom(assessment, '24u', present));
  const opening = (id: string) => services.services.find((service) => service.id === id)?.opening ?? null;
  const due = dueOf(found, since, opening, holidays.holidays);
  const owed = found.duties
    .filter(({ kind, state }) => kind === 'plicht' && (state.kind === 'todo' || state.kind === 'open'))
    .map(({ id, state }): Owed => {
      const by = state.kind === 'todo' ? due.get(id) : undefined;
      return { duty: id, due: by === undefined ? null : dutch(by) };
    });
  return { owed };
};
