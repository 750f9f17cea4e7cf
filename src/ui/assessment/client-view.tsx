import { useRef, useState } from 'react';
import type { QuestionView } from '#host/views.ts';
import { useArrival } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Radios } from '../parts/choice.tsx';
import { Heading } from '../parts/heading.tsx';
import { actsByItself, inTextField, useKeys } from '../parts/keys.ts';
import { Paragraph } from '../parts/paragraph.tsx';
import { newIntent, useDraft, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { type Guide, itemsOf } from './assessment.tsx';
import { AnswerInput, isComplete, pickByKey, type Value } from './inputs.tsx';
import { type Note, noNote } from './note.tsx';
import { Numbers } from './numbers.tsx';
import { sameNote, sameValue } from './same.ts';
import { type ReadAloud, readButton, useReadAloud } from './speech.ts';

/**
 * The screen turned to the client: one question in large type, and nothing else of the dossier, no name, no band and no earlier
 * answer. Direct danger begins here with a calm page without a word about danger; the numbers come at the second press, and
 * the screen of the worker with all that can be done at the third.
 */
export const ClientView = ({
  guide,
  pause,
  setPause,
}: {
  readonly guide: Guide;
  readonly pause: Pause;
  readonly setPause: (pause: Pause) => void;
}) => {
  const t = useTexts();
  const { saving, turn } = useSession();
  const aloud = useReadAloud(t.client.readKey);
  const { place, outcome } = guide.view;
  const question = place.kind === 'question' && place.question.toClient ? place.question : null;
  const together =
    (outcome.stops.length > 0 || (place.kind === 'question' && place.question.offers.length > 0)) && pause === 'none';

  return (
    <div className="turned">
      {together ? (
        <p className="turned-together" role="status">
          {t.client.together}
        </p>
      ) : null}
      {pause !== 'none' ? (
        <Paused guide={guide} pause={pause} setPause={setPause} />
      ) : question === null ? (
        <Wait done={place.kind === 'done'} />
      ) : (
        <Asked key={question.item} guide={guide} question={question} aloud={aloud} />
      )}
      {saving.kind === 'failed' ? (
        <p className="turned-saving" role="status">
          {t.client.notSaved}
        </p>
      ) : null}
      <p className="turned-foot">
        <Button look="subtle" icon="back" keys={t.client.key} onClick={() => turn('worker')}>
          {t.client.back}
        </Button>
      </p>
    </div>
  );
};

/** How far somebody went towards direct danger on the screen of the client. */
export type Pause = 'none' | 'calm' | 'numbers';

const Paused = ({
  guide,
  pause,
  setPause,
}: {
  readonly guide: Guide;
  readonly pause: Pause;
  readonly setPause: (pause: Pause) => void;
}) => {
  const t = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(heading, pause);
  return (
    <section className="turned-main" aria-labelledby="turned">
      <Heading level={1} look={1} id="turned" focusable ref={heading}>
        {t.client.pauseTitle}
      </Heading>
      <Paragraph>{t.client.pauseHelp}</Paragraph>
      {pause === 'numbers' ? <Numbers numbers={guide.view.numbers} /> : null}
      <div className="turned-actions">
        <Button look="primary" onClick={() => setPause('none')}>
          {t.client.resume}
        </Button>
        <Button
          look="subtle"
          keys={t.assessment.dangerKey}
          onClick={() => (pause === 'calm' ? setPause('numbers') : guide.openDanger())}
        >
          {pause === 'calm' ? t.client.pauseMore : t.client.pauseAll}
        </Button>
      </div>
    </section>
  );
};

/** A question that is for the worker, or none any more. */
const Wait = ({ done }: { readonly done: boolean }) => {
  const t = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(heading, 'wait');
  return (
    <section className="turned-main" aria-labelledby="turned">
      <Heading level={1} look={1} id="turned" focusable ref={heading}>
        {done ? t.client.doneTitle : t.client.turnedTitle}
      </Heading>
      <Paragraph>{done ? t.client.doneHelp : t.client.turnedHelp}</Paragraph>
    </section>
  );
};

type Draft = {
  /** What the client chose here; what was answered before is never shown. */
  readonly value: Value;
  /** Null while nothing that was answered before is being changed. */
  readonly reason: string | null;
  readonly intent: string;
};

const Asked = ({
  guide,
  question,
  aloud,
}: {
  readonly guide: Guide;
  readonly question: QuestionView;
  readonly aloud: ReadAloud;
}) => {
  const t = useTexts();
  const { write, drafts } = useSession();
  const { view, put, goTo } = guide;
  const { input, item, answer } = question;
  const [draft, setDraft, drop] = useDraft<Draft>(`client ${view.assessment} ${item}`, {
    value: null,
    reason: null,
    intent: newIntent(),
  });
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const card = useRef<HTMLFormElement>(null);
  const asksWhy = draft.reason !== null;
  useArrival(heading, asksWhy ? 'why' : item);

  const order = itemsOf(view);
  const at = order.findIndex((one) => one.item === item);
  const before = order[at - 1];
  const previous = before?.toClient ? before.item : undefined;
  const after = order[at + 1]?.item ?? null;
  const typed = input.kind === 'text' || input.kind === 'municipality';
  const pass = () => {
    drop();
    goTo(after);
  };

  /** The worker's own draft of this question keeps its note; its answer is now the one of the client. */
  const settleOwnDraft = (value: NonNullable<Value>) => {
    const key = `answer ${view.assessment} ${item}`;
    const own = drafts.get(key);
    if (typeof own !== 'object' || own === null || !('note' in own)) return;
    const kept = sameNote(own.note as Note, question.note ?? noNote); // written by the worker's view of this question
    if (kept) drafts.delete(key);
    else drafts.set(key, { ...own, value, reason: null, intent: newIntent() }, view.dossier);
  };

  const save = async (reason: string | null) => {
    const { value } = draft;
    aloud.stop();
    if (value === null || !isComplete(input, value)) {
      if (value === null && (answer !== null || question.optional)) pass();
      else setTried(true);
      return;
    }
    if (answer !== null && sameValue(value, answer, input.kind === 'scores')) return pass();
    if (answer !== null && reason === null) return setDraft({ ...draft, reason: '' });
    setBusy(true);
    setFailed(false);
    const moves = guide.moves();
    const reply = await write('assessment.answer', {
      dossier: view.dossier,
      assessment: view.assessment,
      item,
      value: typeof value === 'object' ? [...value] : value,
      note: question.note,
      reason: answer === null || reason === null ? null : t.client.recorded(reason),
      intent: draft.intent,
    });
    setBusy(false);
    if (!reply.ok) return setFailed(true);
    drop();
    settleOwnDraft(value);
    put(reply.value);
    const next = reply.value.place;
    if (next.kind === 'question' && next.question.item === item && guide.moves() === moves) {
      const asked = itemsOf(reply.value);
      goTo(asked[asked.findIndex((one) => one.item === item) + 1]?.item ?? null);
    }
  };

  const readIt = () => {
    if (aloud.speaking) return aloud.stop();
    const options = 'options' in input && input.kind !== 'municipality' ? input.options : [];
    const none = input.kind === 'many' ? [input.none] : [];
    const labels = [...options.map(({ label }) => label), ...none];
    aloud.read(
      asksWhy
        ? [t.client.whyTitle, ...t.client.why.map((label, place) => t.client.readOption(place + 1, label))]
        : [question.text, ...labels.map((label, place) => t.client.readOption(place + 1, label))],
    );
  };

  useKeys((event) => {
    if (busy) return;
    if (event.key === t.client.readKey) {
      event.preventDefault();
      return readIt();
    }
    if (event.key === 'Enter' && event.ctrlKey) {
      event.preventDefault();
      return void save(null);
    }
    if (event.ctrlKey || event.altKey || event.metaKey || inTextField(event.target)) return;
    if (asksWhy) {
      const reason = t.client.why[Number(event.key) - 1];
      if (reason === undefined) return;
      event.preventDefault();
      return void save(reason);
    }
    const onInput = event.target instanceof HTMLInputElement;
    if (event.key === 'Enter' && !onInput && !actsByItself(event.target)) {
      event.preventDefault();
      return void save(null);
    }
    const figures = input.kind === 'number' || input.kind === 'scores';
    const starts = typed ? /^\S$/.test(event.key) : figures && /^\d$/.test(event.key);
    if (starts) return card.current?.querySelector<HTMLElement>('.control')?.focus();
    const picked = pickByKey(input, draft.value, event.key);
    if (picked === undefined) return;
    event.preventDefault();
    setDraft({ ...draft, value: picked });
  });

  return (
    <form
      ref={card}
      className="turned-main"
      noValidate
      aria-label={t.client.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && !asksWhy) void save(null);
      }}
    >
      <Heading level={1} look={1} id="question" focusable ref={heading}>
        {asksWhy ? t.client.whyTitle : question.text}
      </Heading>
      <div className="turned-read">
        {aloud.silent ? (
          <p className="turned-quiet">{t.client.readNone}</p>
        ) : (
          <Button className={readButton} keys={t.client.readKey} onClick={readIt}>
            {aloud.speaking ? t.client.readStop : t.client.read}
          </Button>
        )}
      </div>
      {asksWhy ? (
        <Radios
          labelledBy="question"
          keys
          choices={t.client.why.map((label) => ({ code: label, label }))}
          value={null}
          onChange={(reason) => void save(reason)}
        />
      ) : (
        <>
          {answer !== null ? <Paragraph>{t.client.before}</Paragraph> : null}
          {question.consent ? <Paragraph>{t.client.consent}</Paragraph> : null}
          {question.optional ? <Paragraph>{t.client.optional}</Paragraph> : null}
          <AnswerInput
            question={question}
            value={draft.value}
            onChange={(value) => setDraft({ ...draft, value })}
            tried={tried}
          />
        </>
      )}
      {tried && draft.value === null && !asksWhy ? (
        <p className="field-error" role="alert">
          {t.client.choose}
        </p>
      ) : null}
      {failed ? (
        <p className="field-error" role="alert">
          {t.client.failed}
        </p>
      ) : null}
      <div className="turned-actions">
        {asksWhy ? (
          <Button look="primary" busy={busy} onClick={pass}>
            {t.client.whyKeep}
          </Button>
        ) : (
          <>
            <Button type="submit" look="primary" busy={busy}>
              {t.client.next}
            </Button>
            <Button look="subtle" onClick={() => goTo(after)}>
              {t.client.skip}
            </Button>
            {previous === undefined ? null : (
              <Button look="subtle" onClick={() => goTo(previous)}>
                {t.client.previous}
              </Button>
            )}
          </>
        )}
      </div>
    </form>
  );
};
