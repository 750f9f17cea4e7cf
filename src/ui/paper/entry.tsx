import { useCallback, useEffect, useRef, useState } from 'react';
import type { Output, PaperView, Refusal } from '#host/contract.ts';
import { isComplete } from '../assessment/inputs.tsx';
import { Numbers } from '../assessment/numbers.tsx';
import { sameNote } from '../assessment/same.ts';
import { dayAndClock } from '../moment.ts';
import { useArrival, useFirstWrong } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Tick } from '../parts/choice.tsx';
import { TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { newIntent, useDraft, useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { Closing } from './closing.tsx';
import { type Copied, PaperCard } from './question.tsx';

/** What was typed of one paper, all of it, until it is in the dossier. */
export type Copy = {
  readonly dossier: string;
  readonly instrument: string;
  readonly title: string;
  readonly about: string | null;
  readonly on: string;
  readonly time: string;
  readonly by: string;
  readonly stops: readonly string[];
  readonly answers: Readonly<Record<string, Copied>>;
  readonly intent: string;
};

export const copyKey = (dossier: string, instrument: string): string => `paper ${dossier} ${instrument}`;

export type Found = Output<'paper.check'>;

/** Typing is not held up: what fits is looked at when somebody pauses this long. */
const PAUSE_MS = 200;
const clock = /^([01]\d|2[0-3]):[0-5]\d$/;

/** A form that somebody filled in by hand, typed in in the order of the paper. */
export const PaperEntry = ({
  dossier,
  instrument,
  about,
}: {
  readonly dossier: string;
  readonly instrument: string;
  readonly about: string | null;
}) => {
  const [read] = useRead('paper.read', { instrument });
  return <Loaded read={read}>{(view) => <Entry dossier={dossier} view={view} about={about} />}</Loaded>;
};

const allOf = (view: PaperView) => view.sections.flatMap(({ questions }) => questions);

/** What is typed and can be sent; half a number waits. */
export const sendable = (view: PaperView, { answers, stops }: Copy) => [
  ...stops.map((item) => ({ item, value: 'ja' as const, note: null })),
  ...allOf(view).flatMap(({ question: { item, input } }) => {
    const copied = answers[item];
    if (copied === undefined || copied.value === null || !isComplete(input, copied.value)) return [];
    const { value, note } = copied;
    return [{ item, value: typeof value === 'object' ? [...value] : value, note: note && { ...note } }];
  }),
];

const Entry = ({
  dossier,
  view,
  about,
}: {
  readonly dossier: string;
  readonly view: PaperView;
  readonly about: string | null;
}) => {
  const t = useTexts();
  const { ask, write, go, place } = useSession();
  const { instrument, title } = view;
  const [copy, setCopy, drop] = useDraft<Copy>(copyKey(dossier, instrument), {
    ...{ dossier, instrument, title, about, on: '', time: '', by: '', stops: [], answers: {} },
    intent: newIntent(),
  });
  const [found, setFound] = useState<Found | null>(null);
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const page = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(heading, instrument);
  useFirstWrong(page, tries);

  const latest = useRef(copy);
  latest.current = copy;
  const put = useCallback(
    (change: Partial<Copy>) => {
      latest.current = { ...latest.current, ...change };
      setCopy(latest.current);
    },
    [setCopy],
  );
  const change = useCallback(
    (item: string, copied: Copied | null) => {
      const { [item]: _, ...others } = latest.current.answers;
      put({ answers: copied === null ? others : { ...others, [item]: copied } });
    },
    [put],
  );

  const today = dayAndClock(null).day;
  const dayFits = copy.on !== '' && copy.on <= today;
  const timeFits = copy.time === '' || clock.test(copy.time);
  const given = sendable(view, copy);
  const sent = JSON.stringify([dayFits ? copy.on : today, timeFits ? copy.time : '', given]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is looked at is told by what would be sent
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      const answers = given.map(({ item, value }) => ({ item, value }));
      const known = dayFits && timeFits && copy.time !== '' ? copy.time : null;
      void ask('paper.check', { instrument, on: dayFits ? copy.on : today, time: known, answers }).then((reply) => {
        if (current && reply.ok) setFound(reply.value);
      });
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [ask, instrument, sent]);

  /** To the next question of the paper, into its field where it has one; behind the last to what closes the paper. */
  const step = useCallback((from: string, by: 1 | -1) => {
    const cards = [...(page.current?.querySelectorAll<HTMLElement>('[data-item]') ?? [])];
    const next = cards[cards.findIndex((card) => card.dataset.item === from) + by];
    if (next !== undefined) focusOn(next);
    else if (by === 1) page.current?.querySelector<HTMLElement>('.paper-closing h2')?.focus();
  }, []);
  const goTo = (item: string) => {
    const card = page.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(item)}"]`);
    if (card !== null && card !== undefined) focusOn(card);
  };

  const halves = allOf(view).filter(({ question: { item, input } }) => {
    const value = copy.answers[item]?.value ?? null;
    return copy.answers[item]?.half === true || (value !== null && !isComplete(input, value));
  });
  const lost = allOf(view).filter(({ question: { item } }) => {
    const copied = copy.answers[item];
    return copied?.value === null && copied.note !== null && !sameNote(copied.note, noNotes);
  });

  const save = async () => {
    if (busy) return;
    if (!dayFits || !timeFits || copy.by.trim() === '' || halves.length > 0 || lost.length > 0)
      return setTries(tries + 1);
    setBusy(true);
    setRefusal(null);
    const { on, time, by, intent } = copy;
    const reply = await write('paper.enter', {
      ...{ dossier, instrument, about: copy.about, on, time: time === '' ? null : time, by: by.trim() },
      ...{ answers: given, intent },
    });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    drop();
    go({ kind: 'assessment', dossier, assessment: reply.value.assessment });
  };

  const tried = tries > 0;
  const asked = new Set(found?.asked ?? []);
  const against = new Set(found?.against ?? []);
  return (
    <div className="page page-middle section-page paper-entry" ref={page}>
      <div className="paper-head">
        <button type="button" className="crumb" onClick={() => go({ kind: 'choose', dossier, instrument })}>
          {t.paper.back}
        </button>
        <Heading level={1} focusable ref={heading}>
          {t.paper.entryTitle(title)}
        </Heading>
        <Paragraph tone="soft">{t.paper.entryIntro}</Paragraph>
        <p className="question-keys">{t.paper.entryKeys}</p>
        <Button look="subtle" onClick={() => page.current?.querySelector<HTMLElement>('.paper-closing h2')?.focus()}>
          {t.paper.toEnd}
        </Button>
      </div>
      <section className="card stack" aria-labelledby="paper-when">
        <Heading level={2} look={3} id="paper-when">
          {t.paper.when}
        </Heading>
        <div className="paper-when">
          <TextField
            type="date"
            label={t.paper.on}
            value={copy.on}
            onChange={(on) => put({ on })}
            error={copy.on > today ? t.paper.future : tried && copy.on === '' ? t.paper.onNeeded : null}
          />
          <TextField
            type="time"
            label={t.paper.time}
            optional
            value={copy.time}
            onChange={(time) => put({ time })}
            error={timeFits ? null : t.duties.timeWrong}
          />
          <TextField
            label={t.paper.by}
            value={copy.by}
            onChange={(by) => put({ by: by.slice(0, 120) })}
            error={tried && copy.by.trim() === '' ? t.paper.byNeeded : null}
          />
        </div>
      </section>
      <fieldset className="card choices" aria-labelledby="paper-stops">
        <Heading level={2} look={3} id="paper-stops">
          {t.paper.stops}
        </Heading>
        {view.stops.map(({ id, label }) => (
          <Tick
            key={id}
            row
            label={label}
            checked={copy.stops.includes(id)}
            onChange={(on) => put({ stops: on ? [...copy.stops, id] : copy.stops.filter((stop) => stop !== id) })}
          />
        ))}
      </fieldset>
      {copy.stops.length === 0 ? null : (
        <Notice tone="danger" title={t.paper.stopNow} live>
          <ul>
            {view.stops
              .filter(({ id }) => copy.stops.includes(id))
              .map(({ id, advice }) => (
                <li key={id}>{advice}</li>
              ))}
          </ul>
          <Numbers numbers={view.numbers} />
        </Notice>
      )}
      {view.sections.map((section) => (
        <section key={section.title} className="section-page">
          <Heading level={2}>{section.title}</Heading>
          {section.questions.map(({ number, only, question }) => {
            const counted = found?.counted.find(({ item }) => item === question.item);
            return (
              <PaperCard
                key={question.item}
                number={number}
                only={only}
                question={question}
                copied={copy.answers[question.item] ?? null}
                state={
                  against.has(question.item)
                    ? 'against'
                    : found === null || asked.has(question.item)
                      ? 'asked'
                      : 'not-asked'
                }
                was={counted?.was ?? null}
                now={counted?.now ?? null}
                tried={tried}
                change={change}
                step={step}
              />
            );
          })}
        </section>
      ))}
      {refusal === null ? null : <Failure refusal={refusal} />}
      <Closing
        asked={asked.size}
        answered={given.length - copy.stops.length}
        questions={allOf(view)}
        against={against}
        halves={halves}
        lost={lost}
        tooMuch={found?.tooMuch?.message ?? null}
        headWrong={tried && (!dayFits || !timeFits || copy.by.trim() === '')}
        busy={busy}
        goTo={goTo}
        save={() => void save()}
        discard={() => {
          drop();
          go(place.kind === 'paper' ? { kind: 'choose', dossier, instrument } : place);
        }}
      />
    </div>
  );
};

const noNotes = { fact: '', said: '', saidBy: '', view: '' };

const focusOn = (card: HTMLElement): void => {
  const field = card.dataset.typed === 'yes' ? card.querySelector<HTMLElement>('.control') : null;
  (field ?? card.querySelector<HTMLElement>('h3'))?.focus();
};
