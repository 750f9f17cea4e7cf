import { join } from 'node:path';
import { checkAnswer, tooMuch } from '#core/answers.ts';
import { blankForm, onPaper, paperNumbers } from '#core/blank-form.ts';
import { askedOnlyWhen } from '#core/condition-words.ts';
import type { Assessment, Content } from '#core/dossier.ts';
import { dutchMoment, isInFuture } from '#core/duty-record.ts';
import { factsOf } from '#core/facts.ts';
import { filledFrom, lawsOn } from '#core/filled.ts';
import type { AnswerValue, ItemId } from '#core/instrument.ts';
import type { Pack } from '#core/pack.ts';
import { againstRouting, countedOn, type FromPaper, typedIn } from '#core/paper.ts';
import { fail, ok, type Result } from '#core/result.ts';
import { numbersInDanger, questionView } from './assessment-view.ts';
import { decideNow, reachedBy } from './assessments.ts';
import type { Checked, Handlers } from './contract.ts';
import type { Desk } from './desk.ts';
import { storeFailure } from './open-vault.ts';
import { stopView } from './outcome-view.ts';
import { placeFor, writeNew } from './outside-place.ts';
import { labelIn } from './paper-view.ts';

/** Forms on paper: printed empty, and typed in after somebody filled them in by hand. */

type Options = { readonly assetsFolder: string; readonly vaultFolder: string };

/** What draws papers is slow to load, and seldom asked for. */
const forms = () => import('#documents/blank-form-pdf.tsx');

/** More copies of one form than this in one folder is a mistake. */
const mostCopies = 99;

const none: Assessment = {
  ...{ id: '', instrument: '', rules: '', startedAt: '', events: [], concludedAt: null, about: null, from: null },
  ...{ taken: {}, laws: {}, happenedOn: null, paper: null, filled: null, scores: {}, reached: [] },
};

type Filled = Pick<Checked<'paper.check'>, 'on' | 'time' | 'answers'>;
type Refused = { readonly kind: 'unknown-item' | 'answer-refused' | 'moment-refused'; readonly at?: string };

type Read = {
  readonly given: Readonly<Record<ItemId, AnswerValue>>;
  /** As they stood on the paper, where they are another by now. */
  readonly counted: FromPaper['counted'];
};

/** What stands on the paper, each value checked, with times as they are by now. */
const readPaper = (desk: Desk, pack: Pack, { on, time, answers }: Filled): Result<Read, Refused> => {
  const now = Date.parse(desk.now());
  const end = dutchMoment(on, time ?? '23:59');
  const begin = dutchMoment(on, time ?? '00:00');
  if (!end.ok || !begin.ok || isInFuture(begin.value, now)) return fail({ kind: 'moment-refused', at: 'on' });
  const { municipalities } = desk.library.resources.municipalities;
  const given: Record<ItemId, AnswerValue> = {};
  const counted: Read['counted'] = [];
  for (const { item: id, value } of answers) {
    const item = pack.items.get(id);
    if (item === undefined || item.filled !== undefined) return fail({ kind: 'unknown-item', at: id });
    const checked = checkAnswer(item, value);
    if (!checked.ok) return fail({ kind: 'answer-refused', at: id, expected: checked.error.expected });
    if (item.type === 'municipality' && !municipalities.some(({ code }) => code === checked.value))
      return fail({ kind: 'answer-refused', at: id, expected: 'een gemeente uit de lijst' });
    const moved = countedOn(item, checked.value, { toldAt: end.value, exact: time !== null, now });
    if (moved !== checked.value) counted.push({ item: id, value: checked.value });
    given[id] = moved;
  }
  return ok({ given, counted });
};

export const papers = (
  desk: Desk,
  { assetsFolder, vaultFolder }: Options,
): Pick<Handlers, 'paper.form' | 'paper.list' | 'paper.read' | 'paper.check' | 'paper.enter'> => ({
  'paper.form': async ({ instrument, folder }) => {
    const vault = desk.vault();
    if (vault === undefined) return fail({ kind: 'locked' });
    const pack = desk.library.packs.get(instrument);
    if (pack === undefined) return fail({ kind: 'unknown-instrument' });
    const place = await placeFor(folder, vaultFolder);
    if (!place.ok) return place;
    const form = blankForm(pack, (stop) => stopView(pack, stop).text);
    const numbers = numbersInDanger(desk.library, Date.parse(desk.now())).flatMap(({ name, phone, hours }) =>
      phone === null ? [] : [{ name, phone, hours }],
    );
    const { drawForm } = await forms();
    const drawn = await drawForm(form, numbers, desk.now(), { fontsFolder: join(assetsFolder, 'fonts') });
    if (!drawn.ok) return fail({ kind: 'letter-failed', at: drawn.error.at });
    // noted before it is written: what is not in the audit must not lie about outside the vault
    const noted = await vault.note({ action: 'form.export', object: { kind: 'form', id: pack.name } });
    if (!noted.ok) return fail(storeFailure(noted.error));
    // the same form may be there from another day; it is never written over
    for (let copy = 1; ; copy += 1) {
      const name = `formulier-${form.id}-${form.version}${copy === 1 ? '' : `-${copy}`}.pdf`;
      const path = join(place.value, name);
      const written = await writeNew(path, drawn.value);
      if (written.ok) return ok({ path });
      if (written.error.kind !== 'file-exists' || copy === mostCopies) return written;
    }
  },

  'paper.list': async () => {
    const order = desk.library.resources.instruments.instruments.map(({ id }) => id);
    const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
    return ok({
      forms: [...desk.library.packs]
        .flatMap(([name, pack]) => (name === pack.id ? [pack] : []))
        .toSorted((a, b) => place(a.id) - place(b.id))
        .map((pack) => ({
          ...{ instrument: pack.id, title: pack.instrument.title, subtitle: pack.instrument.subtitle },
          questions: onPaper(pack).length,
        })),
    });
  },

  'paper.read': async ({ instrument }) => {
    const pack = desk.library.packs.get(instrument);
    if (pack === undefined) return fail({ kind: 'unknown-instrument' });
    const numbers = paperNumbers(pack);
    const numberOf = (item: ItemId) => numbers.get(item);
    const standing = { library: desk.library, pack, assessment: none, answers: {} };
    return ok({
      instrument: pack.id,
      version: pack.instrument.version,
      title: pack.instrument.title,
      stops: pack.buttons.map(({ id }) => ({ id, label: stopView(pack, id).label, advice: stopView(pack, id).text })),
      numbers: numbersInDanger(desk.library, Date.parse(desk.now())),
      sections: pack.sections
        .map(({ title, items }) => ({
          title,
          questions: items.flatMap(({ id }) => {
            const number = numberOf(id);
            if (number === undefined) return [];
            return [{ number, only: askedOnlyWhen(pack, id, numberOf), question: questionView(standing, id) }];
          }),
        }))
        .filter(({ questions }) => questions.length > 0),
    });
  },

  'paper.check': async ({ instrument, ...filled }) => {
    const pack = desk.library.packs.get(instrument);
    if (pack === undefined) return fail({ kind: 'unknown-instrument' });
    const read = readPaper(desk, pack, filled);
    if (!read.ok) return read;
    const laws = lawsOn(pack, desk.library.resources.laws, Date.parse(desk.now()));
    const typed = typedIn(pack, read.value.given, laws);
    const facts = factsOf(pack, typed.answers);
    const over = tooMuch(pack, read.value.given);
    return ok({
      asked: onPaper(pack).flatMap(({ id }) => (facts.shown(id) === 'applies' ? [id] : [])),
      against: [...againstRouting(pack, typed)],
      counted: read.value.counted.map(({ item, value }) => ({
        item,
        was: labelIn(desk, pack, item, value),
        now: labelIn(desk, pack, item, read.value.given[item] ?? value),
      })),
      tooMuch: over === undefined ? null : { items: [...over.items], message: over.message },
    });
  },

  'paper.enter': async ({ dossier, instrument, about, by, intent, ...filled }) => {
    const open = await desk.read(dossier, '');
    if (!open.ok) return open;
    const pack = desk.library.packs.get(instrument);
    if (pack === undefined) return fail({ kind: 'unknown-instrument' });
    if (about !== null && !open.value.dossier.people.some(({ id }) => id === about))
      return fail({ kind: 'unknown-person' });
    const read = readPaper(desk, pack, filled);
    if (!read.ok) return read;
    const startedAt = desk.now();
    const laws = lawsOn(pack, desk.library.resources.laws, Date.parse(startedAt));
    const { events, answers: typed, aside } = typedIn(pack, read.value.given, laws);
    const notes = new Map(filled.answers.map(({ item, note }) => [item, note]));
    const paper: FromPaper = {
      ...{ on: filled.on, time: filled.time, by, counted: read.value.counted },
      aside: filled.answers.flatMap(({ item, value }) => (aside.includes(item) ? [{ item, value }] : [])),
    };
    const begun: Assessment = {
      ...none,
      id: intent,
      instrument: pack.name,
      rules: pack.rulesName,
      startedAt,
      about,
      laws,
    };
    const answers = { ...typed, ...filledFrom(pack, open.value.dossier, begun, typed) };
    const outcome = await decideNow(desk, pack, answers);
    const told = {
      ...begun,
      events: events.map((event) => ({
        ...{ entry: '', at: startedAt, event, note: null, corrects: null, reason: null },
        reached: { band: outcome.band, final: outcome.final, deadline: null },
      })),
    };
    const reached = reachedBy(desk, { duties: open.value.dossier.duties, pack, assessment: told }, answers, outcome);
    const contents: readonly Content[] = [
      {
        ...{ kind: 'assessment-started', assessment: intent, instrument: pack.name, rules: pack.rulesName },
        ...{ about, from: null, taken: {}, laws, paper, reached },
      },
      ...events.map(
        (event): Content => ({
          ...{ kind: 'assessment-event', assessment: intent, event, corrects: null, reason: null, reached },
          note: event.type === 'answer' ? (notes.get(event.item) ?? null) : null,
        }),
      ),
    ];
    const written = await desk.append(open.value, contents, intent, 'assessment.from-paper');
    return written.ok ? ok({ assessment: intent }) : written;
  },
});
