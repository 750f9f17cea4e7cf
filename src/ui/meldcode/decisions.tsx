import { useRef, useState } from 'react';
import type { Input } from '#host/contract.ts';
import { dayAndTime, fullDate } from '../moment.ts';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { Heading } from '../parts/heading.tsx';
import { Icon } from '../parts/icon.tsx';
import { Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { type Answer, AnswerForm } from './answer-form.tsx';
import type { Opened } from './note-form.tsx';
import type { Round, View } from './note-kinds.ts';

type Decision = Round['decisions'][number];

/** Decision 1 and 2, each on its grounds, beside what the weighing said. */
export const Decisions = ({
  view,
  round,
  put,
}: {
  readonly view: View;
  readonly round: Round;
  readonly put: (view: View) => void;
}) => {
  const t = useTexts();
  return (
    <div className="meldcode-weighing">
      <Heading level={3}>{t.meldcode.decisions}</Heading>
      <ol className="meldcode-questions">
        {round.decisions.map((one, at) => (
          <DecisionPart key={one.decision} view={view} round={round} one={one} number={String(at + 1)} put={put} />
        ))}
      </ol>
    </div>
  );
};

const DecisionPart = ({
  view,
  round,
  one,
  number,
  put,
}: {
  readonly view: View;
  readonly round: Round;
  readonly one: Decision;
  readonly number: string;
  readonly put: (view: View) => void;
}) => {
  const t = useTexts();
  const { write } = useSession();
  const [open, setOpen] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  /** The form goes away: the focus stays with the decision. */
  const back = () => {
    setOpen(false);
    title.current?.focus();
  };
  const { decision, current } = one;
  const heading = `decision-${decision}`;
  const writable = round.current && round.frame !== null;
  const save = ({ answer, grounds, reason, intent }: Answer<Input<'meldcode.decide'>['answer']>) =>
    write('meldcode.decide', {
      dossier: view.dossier,
      meldcode: round.meldcode,
      decision,
      answer,
      grounds,
      reason: current === null ? null : reason,
      intent,
    });
  return (
    <li className="meldcode-question">
      <Heading level={4} id={heading} focusable ref={title}>
        {t.meldcode.decision[decision]}
      </Heading>
      {current === null || open ? null : (
        <div className="meldcode-given">
          <div className="meldcode-answer">
            <p>
              <strong>{t.meldcode.choices.yesNo[current.answer]}</strong>
              <span className="row-meta">{t.meldcode.recordedAt(dayAndTime(current.at))}</span>
            </p>
            <p className="meldcode-own">{current.grounds}</p>
            <p className="row-meta">
              {current.norm === null ? t.meldcode.normOpen : t.meldcode.normThen(t.meldcode.norm[current.norm])}
            </p>
            {current.reason === null ? null : <p className="meldcode-why">{t.meldcode.corrected(current.reason)}</p>}
            {current.departs ? <Notice tone="warn" title={t.meldcode.departs} /> : null}
          </div>
          {writable ? (
            <Button look="subtle" onClick={() => setOpen(true)}>
              {t.meldcode.changeDecision(number)}
            </Button>
          ) : null}
        </div>
      )}
      {current === null && !open && writable ? (
        <div>
          <Button onClick={() => setOpen(true)}>{t.meldcode.saveDecision(number)}</Button>
        </div>
      ) : null}
      {open ? (
        <AnswerForm
          name={t.meldcode.saveDecision(number)}
          labelledBy={heading}
          draftKey={`meldcode ${round.meldcode} ${decision} ${current?.entry ?? ''}`}
          options={t.meldcode.choices.yesNo}
          kinds={[]}
          start={{ answer: current?.answer ?? null, kinds: [], grounds: current?.grounds ?? '' }}
          changes={current !== null}
          focus
          save={save}
          done={(after) => {
            back();
            put(after);
          }}
          cancel={back}
        />
      ) : null}
      {one.earlier.length === 0 ? null : (
        <Disclosure summary={t.meldcode.earlier(one.earlier.length)}>
          {one.earlier.map((before) => (
            <div key={before.at} className="meldcode-answer">
              <p>
                <strong>{t.meldcode.choices.yesNo[before.answer]}</strong>
                <span className="row-meta">{t.meldcode.recordedAt(dayAndTime(before.at))}</span>
              </p>
              <p className="meldcode-own">{before.grounds}</p>
            </div>
          ))}
        </Disclosure>
      )}
    </li>
  );
};

/** What runs for Veilig Thuis since the melding, the earliest first, each with its source. */
export const Terms = ({ round, open }: { readonly round: Round; readonly open: ((opened: Opened) => void) | null }) => {
  const t = useTexts();
  return (
    <section className="card" aria-labelledby="terms">
      <Heading level={2} look={3} id="terms">
        {t.meldcode.terms}
      </Heading>
      {round.terms.length === 0 ? <Paragraph tone="soft">{t.meldcode.noTerms}</Paragraph> : null}
      <ul className="meldcode-terms">
        {round.terms.map((term) => (
          <li key={`${term.melding} ${term.id}`}>
            <p className={term.past ? 'deadline deadline-past' : 'deadline'}>
              <Icon name="clock" />
              <strong>{fullDate(term.until)}</strong>
            </p>
            <p>{term.label}</p>
            <p className="row-meta">
              {term.amount.count} {t.meldcode.units[term.amount.unit]}. {t.meldcode.countedFrom(fullDate(term.from))}.{' '}
              {term.extensions === 0 ? null : t.meldcode.extended(term.extensions)}
            </p>
            {term.past ? <p className="deadline-over">{t.meldcode.past}</p> : null}
            {term.certainty === 'zeker' ? null : <p className="row-meta">{t.meldcode.toCheck}</p>}
            <p className="source">
              {t.meldcode.source}: {term.source}
            </p>
            {term.extension === null || open === null ? null : (
              <>
                <p className="row-meta">
                  {t.meldcode.canExtend(term.extension.count, t.meldcode.units[term.extension.unit])}{' '}
                  {term.extension.when} ({term.extension.source})
                </p>
                <Button
                  look="subtle"
                  name={t.meldcode.extend(term.label)}
                  onClick={() =>
                    open({ kind: 'verlenging', start: { melding: term.melding, term: term.id }, corrects: null })
                  }
                >
                  {t.meldcode.add.verlenging}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};
