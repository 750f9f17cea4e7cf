import { useRef, useState } from 'react';
import type { Input } from '#host/contract.ts';
import { dayAndTime } from '../moment.ts';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { Heading } from '../parts/heading.tsx';
import { Notice } from '../parts/notice.tsx';
import { useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { type Answer, AnswerForm } from './answer-form.tsx';
import type { Round, View } from './note-kinds.ts';

type Weighing = NonNullable<Round['weighing']>;
type Question = Weighing['questions'][number];
type Given = Question['earlier'][number];

/** `V3` is question 3 to a reader. */
const numberOf = (question: string): string => question.replace('V', '');

/** The five questions in the words of the profession, and what follows from the answers. */
export const WeighingPart = ({
  view,
  round,
  weighing,
  put,
}: {
  readonly view: View;
  readonly round: Round;
  readonly weighing: Weighing;
  readonly put: (view: View) => void;
}) => {
  const t = useTexts();
  return (
    <div className="meldcode-weighing">
      <Heading level={3}>{t.meldcode.weighing}</Heading>
      <ol className="meldcode-questions">
        {weighing.questions.map((question) => (
          <QuestionPart
            key={question.id}
            view={view}
            round={round}
            question={question}
            next={weighing.next}
            put={put}
          />
        ))}
      </ol>
      <Result weighing={weighing} />
    </div>
  );
};

const QuestionPart = ({
  view,
  round,
  question,
  next,
  put,
}: {
  readonly view: View;
  readonly round: Round;
  readonly question: Question;
  readonly next: string | null;
  readonly put: (view: View) => void;
}) => {
  const t = useTexts();
  const { write } = useSession();
  const [changing, setChanging] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  /** The form goes away: the focus stays with the question. */
  const back = () => {
    setChanging(false);
    title.current?.focus();
  };
  const { id, current, askable } = question;
  const number = numberOf(id);
  const heading = `weighing-${id}`;
  const writable = askable && round.current && round.frame !== null;
  const asked = current === null && writable && id === next;
  const save = ({ answer, kinds, grounds, reason, intent }: Answer<Input<'meldcode.weigh'>['answer']>) =>
    write('meldcode.weigh', {
      dossier: view.dossier,
      meldcode: round.meldcode,
      question: id,
      answer,
      kinds: [...kinds],
      grounds,
      reason: current === null ? null : reason,
      intent,
    });
  return (
    <li className={askable ? 'meldcode-question' : 'meldcode-question meldcode-later'}>
      <p className="meldcode-number">{t.meldcode.question(number)}</p>
      <Heading level={4} id={heading} focusable ref={title}>
        {question.text}
      </Heading>
      {askable ? <p className="field-help">{question.help}</p> : null}
      {id === 'V2' ? <Alarms view={view} /> : null}
      {question.together ? <p className="meldcode-together">{t.meldcode.together}</p> : null}
      {askable ? null : (
        <p className="row-meta">{next === null && current === null ? t.meldcode.notAnswered : t.meldcode.notYet}</p>
      )}
      {current === null || changing ? null : (
        <div className="meldcode-given">
          <GivenAnswer given={current} />
          {writable ? (
            <Button look="subtle" onClick={() => setChanging(true)}>
              {t.meldcode.changeAnswer(number)}
            </Button>
          ) : null}
        </div>
      )}
      {current === null && writable && !asked && !changing ? (
        <div>
          <Button onClick={() => setChanging(true)}>{t.meldcode.saveAnswer(number)}</Button>
        </div>
      ) : null}
      {asked || changing ? (
        <AnswerForm
          key={current?.entry ?? ''}
          name={t.meldcode.saveAnswer(number)}
          labelledBy={heading}
          draftKey={`meldcode ${round.meldcode} ${id} ${current?.entry ?? ''}`}
          options={t.meldcode.choices.known}
          kinds={question.kinds}
          start={{ answer: current?.answer ?? null, kinds: current?.ticked ?? [], grounds: current?.grounds ?? '' }}
          changes={current !== null}
          focus={changing}
          save={save}
          done={(after) => {
            back();
            put(after);
          }}
          cancel={changing ? back : null}
        />
      ) : null}
      {question.earlier.length === 0 ? null : (
        <Disclosure summary={t.meldcode.earlier(question.earlier.length)}>
          {question.earlier.map((one) => (
            <GivenAnswer key={one.entry} given={one} />
          ))}
        </Disclosure>
      )}
      {askable ? (
        <Disclosure summary={t.meldcode.source}>
          <p className="source">{question.source}</p>
          {question.kinds.map((kind) => (
            <p key={kind.id} className="source">
              {kind.label}: {kind.source}
            </p>
          ))}
        </Disclosure>
      ) : null}
    </li>
  );
};

const GivenAnswer = ({ given }: { readonly given: Given }) => {
  const t = useTexts();
  return (
    <div className="meldcode-answer">
      <p>
        <strong>{t.meldcode.choices.known[given.answer]}</strong>
        {given.kinds.length === 0 ? null : ` (${given.kinds.join(', ')})`}
        <span className="row-meta">{t.meldcode.recordedAt(dayAndTime(given.at))}</span>
      </p>
      {given.grounds === '' ? null : <p className="meldcode-own">{given.grounds}</p>}
      {given.reason === null ? null : <p className="meldcode-why">{t.meldcode.corrected(given.reason)}</p>}
    </div>
  );
};

/** What the questionnaires of the dossier say, beside the question on danger. */
const Alarms = ({ view }: { readonly view: View }) => {
  const t = useTexts();
  if (view.alarms.length === 0) return null;
  return (
    <Notice tone="danger" title={t.meldcode.alarmTitle}>
      <ul>
        {view.alarms.map(({ assessment, title, bandLabel, melden }) => (
          <li key={assessment}>
            {melden ? t.meldcode.alarmMelden(title, bandLabel) : t.meldcode.alarmBand(title, bandLabel)}
          </li>
        ))}
      </ul>
    </Notice>
  );
};

const Result = ({ weighing }: { readonly weighing: Weighing }) => {
  const t = useTexts();
  const { says, label, text, possible, unknown, contradicts } = weighing;
  const open = says === 'open';
  return (
    <section className={`meldcode-result meldcode-${says}`} aria-labelledby="weighing-result" aria-live="polite">
      <p className="meldcode-number" id="weighing-result">
        {t.meldcode.result}
      </p>
      <p className="meldcode-says">{label ?? t.meldcode.open_}</p>
      {text === null ? null : <p>{text}</p>}
      {unknown.length === 0 ? null : <p>{t.meldcode.openUnknown}</p>}
      {open ? (
        <>
          <p>{t.meldcode.stillPossible}</p>
          <ul className="bullets">
            {possible.map((one) => (
              <li key={one.result}>{one.label}</li>
            ))}
          </ul>
        </>
      ) : null}
      {contradicts ? <Notice tone="danger" title={t.meldcode.contradicts} /> : null}
    </section>
  );
};
