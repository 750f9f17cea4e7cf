import { createHash, randomBytes } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Library } from '#core/assess.ts';
import { dutch } from '#core/calendar.ts';
import type { Assessment, Content, Person } from '#core/dossier.ts';
import { type AssessmentLines, chosenParts, inzageLetter, type Part, partsFor } from '#core/inzage.ts';
import { letterFileName } from '#core/letter.ts';
import { dateInWords } from '#core/moment-in-words.ts';
import type { Pack } from '#core/pack.ts';
import { fail, ok, type Result } from '#core/result.ts';
import { decideNow, standingOf } from './assessments.ts';
import type { Handlers } from './contract.ts';
import type { Desk, OpenDossier } from './desk.ts';
import { officeOf } from './office.ts';
import type { StoreFailure } from './open-vault.ts';
import { bandLabel } from './outcome-view.ts';
import { placeFor, writeNew } from './outside-place.ts';
import { lineOf, linesOf } from './referrals.ts';

/** Shows a person's part of a dossier to whoever checks it, and writes it out. */

type Options = { readonly assetsFolder: string; readonly vaultFolder: string };
type Found = { readonly open: OpenDossier; readonly person: Person; readonly parts: readonly Part[] };

/** What draws papers is slow to load, and seldom asked for. */
const papers = () => import('#documents/referral-pdf.tsx');

/** Also what stood on a paper and did not count is on record about this person. */
const asideLines = (library: Library, pack: Pack, { paper }: Assessment): AssessmentLines['lines'] =>
  (paper?.aside ?? []).flatMap(({ item: id, value }) => {
    const item = pack.items.get(id);
    if (item === undefined) return [];
    const line = lineOf(library, pack, item, value, { reading: null, note: null });
    return [{ ...line, item: `${id} op papier`, question: `${item.text} (stond op papier, telt niet mee)` }];
  });

const fromPaper = ({ paper }: Assessment): string =>
  paper === null ? '' : `. Op papier ingevuld op ${dateInWords(paper.on)}.`;

/** Whole or not at all: what cannot be read or decided here would be left out without a word. */
const linesIn = async (desk: Desk, open: OpenDossier): Promise<Result<readonly AssessmentLines[], StoreFailure>> => {
  const [harmed] = open.damage;
  if (harmed !== undefined) return fail({ kind: 'damaged', at: harmed.document });
  const all: AssessmentLines[] = [];
  for (const { id, instrument } of open.dossier.assessments) {
    const standing = standingOf(desk, open, id);
    if (!standing.ok) return fail({ kind: 'damaged', at: instrument });
    const { pack, answers, assessment } = standing.value;
    const outcome = await decideNow(desk, pack, answers);
    const lines = [
      ...linesOf(desk.library, pack, answers, outcome, assessment),
      ...asideLines(desk.library, pack, assessment),
    ];
    const found = bandLabel(pack, outcome.band) + fromPaper(assessment);
    all.push({ assessment, title: pack.instrument.title, outcome: found, lines });
  }
  return ok(all);
};

export const inzage = (
  desk: Desk,
  { assetsFolder, vaultFolder }: Options,
): Pick<Handlers, 'inzage.read' | 'inzage.save'> => {
  const rules = desk.library.resources.inzage;

  const find = async (
    dossier: string,
    id: string,
    action: string,
  ): Promise<Result<Found, StoreFailure | { readonly kind: 'unknown-person' }>> => {
    const open = await desk.read(dossier, action);
    if (!open.ok) return open;
    const person = open.value.dossier.people.find((each) => each.id === id);
    if (person === undefined) return fail({ kind: 'unknown-person' });
    const lines = await linesIn(desk, open.value);
    if (!lines.ok) return lines;
    const today = dutch(Date.parse(desk.now())).slice(0, 10);
    return ok({ open: open.value, person, parts: partsFor(person, open.value.dossier, lines.value, rules, today) });
  };

  return {
    'inzage.read': async ({ dossier, person }) => {
      const found = await find(dossier, person, 'inzage.read');
      if (!found.ok) return found;
      return ok({
        person: { ...found.value.person },
        source: rules.source,
        parts: found.value.parts.map((part) => ({
          ...part,
          at: part.at === '' ? '' : dutch(Date.parse(part.at)),
        })),
      });
    },

    'inzage.save': async ({ dossier, person, ticked, folder, intent }) => {
      const found = await find(dossier, person, '');
      if (!found.ok) return found;
      const { open, parts } = found.value;
      const chosen = chosenParts(parts, ticked);
      if (!chosen.ok) {
        const { kind, part } = chosen.error;
        if (kind === 'never') return fail({ kind: 'answer-refused', at: part });
        return fail({ kind: kind === 'not-all' ? 'choices-needed' : 'reason-needed', at: part });
      }
      const office = officeOf(desk);
      if (!office.ok) return office;
      const { sender } = office.value.data;
      if (sender === null) return fail({ kind: 'sender-needed' });
      const place = await placeFor(folder, vaultFolder);
      if (!place.ok) return place;
      const on = dutch(Date.parse(desk.now()));
      const mark = randomBytes(4).toString('hex').toUpperCase();
      const reference = `${mark.slice(0, 4)}-${mark.slice(4)}`;
      const dated = parts.map((part) => ({ ...part, at: part.at === '' ? '' : dutch(Date.parse(part.at)) }));
      const shownIds = new Set(chosen.value.map(({ id }) => id));
      const shown = dated.filter(({ id }) => shownIds.has(id));
      const paper = inzageLetter(found.value.person, dated, shown, { sender, on, reference });
      const { drawLetter } = await papers();
      const drawn = await drawLetter(paper, { fontsFolder: join(assetsFolder, 'fonts') });
      if (!drawn.ok) return fail({ kind: 'letter-failed', at: drawn.error.at });
      const path = join(place.value, letterFileName(paper, on));
      const written = await writeNew(path, drawn.value);
      if (!written.ok) return written;
      const byId = new Map(parts.map((part) => [part.id, part]));
      const content: Content = {
        kind: 'inzage-given',
        inzage: intent,
        person,
        ...{ shown: shown.length, leftOut: parts.length - shown.length },
        otherwise: ticked.filter(({ part, included }) => {
          const goes = byId.get(part)?.goes;
          return goes !== 'never' && included !== (goes === 'in');
        }),
        by: sender.name,
        file: path,
        sha256: createHash('sha256').update(drawn.value).digest('hex'),
      };
      const recorded = await desk.append(open, [content], intent, 'inzage.export');
      if (recorded.ok) return ok({ path, shown: shown.length, leftOut: parts.length - shown.length });
      // what is not in the record must not lie about outside the vault
      await unlink(path);
      return recorded;
    },
  };
};
