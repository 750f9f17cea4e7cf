import { useRef, useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import { useArrival } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Icon } from '../parts/icon.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { newIntent, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import type { Guide } from './assessment.tsx';
import { Numbers } from './numbers.tsx';

/** What to do now, large; below it what was interrupted and the way back to exactly there. */
export const Stopped = ({
  guide,
  stop,
  interrupted,
}: {
  readonly guide: Guide;
  readonly stop: string;
  readonly interrupted: { readonly item: string; readonly text: string } | null;
}) => {
  const t = useTexts();
  const { write, go } = useSession();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(heading, stop);
  const { dossier, assessment, stops, outcome } = guide.view;
  const chosen = stops.find((one) => one.id === stop);

  /** The host goes nowhere from a stop but back; the outcome comes after that. */
  const resume = async (then: 'question' | 'outcome') => {
    setBusy(true);
    setRefusal(null);
    const reply = await write('assessment.resume', { dossier, assessment, intent: newIntent() });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    if (then === 'outcome') guide.goTo(null);
    else guide.put(reply.value);
  };

  /** A stop is an answer as well: taking it back is a correction, with its reason, and the old one stays visible. */
  const takeBack = async () => {
    setBusy(true);
    setRefusal(null);
    const reply = await write('assessment.answer', {
      dossier,
      assessment,
      item: stop,
      value: 'nee',
      note: null,
      reason: t.assessment.wrongStopReason,
      intent: newIntent(),
    });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    await resume('question');
  };

  return (
    <div className="page page-middle stopped">
      <div className="stopped-card">
        <Heading level={1} look={3} focusable ref={heading}>
          <Icon name="danger" /> {t.assessment.stoppedNow}
        </Heading>
        <p className="stopped-advice">{chosen?.advice}</p>
        <Numbers numbers={guide.view.numbers} />
        <p>
          {t.assessment.stoppedChosen}: {chosen?.label}
        </p>
        {outcome.stops
          .filter((one) => one.id === stop && one.text !== chosen?.advice && one.text !== '')
          .map((one) => (
            <p key={one.id}>{one.text}</p>
          ))}
      </div>
      {refusal === null ? null : <Failure refusal={refusal} />}
      <section className="card" aria-labelledby="stopped">
        <Heading level={2} look={3} id="stopped">
          {t.assessment.stoppedTitle}
        </Heading>
        <Paragraph tone="soft">{t.assessment.stoppedKept}</Paragraph>
        {interrupted === null ? null : (
          <p>
            {t.assessment.stoppedAt}: <strong>{interrupted.text}</strong>
          </p>
        )}
        <div className="form-actions">
          <Button look="primary" busy={busy} onClick={() => void resume('question')}>
            {t.assessment.resume}
          </Button>
          <Button onClick={() => void resume('outcome')}>{t.assessment.toOutcome}</Button>
          <Button look="subtle" onClick={() => go({ kind: 'dossier', dossier })}>
            {t.assessment.toDossier}
          </Button>
          {chosen?.on ? (
            <Button look="subtle" onClick={() => void takeBack()}>
              {t.assessment.wrongStop}
            </Button>
          ) : null}
        </div>
      </section>
    </div>
  );
};

/** Stops that an answer brings forward, such as when someone is listening in. */
export const StopOffers = ({ guide, offers }: { readonly guide: Guide; readonly offers: readonly string[] }) => {
  const t = useTexts();
  const stops = guide.view.stops.filter((stop) => offers.includes(stop.id));
  if (stops.length === 0) return null;
  // More than can be read at a glance stands better on the screen that has them all.
  const many = stops.length > 3;
  return (
    <Notice tone="danger" title={many ? t.assessment.beforeMany : t.assessment.before} live>
      {many ? (
        <p>{t.assessment.beforeManyHelp}</p>
      ) : (
        <ul className="offers">
          {stops.map((stop) => (
            <li key={stop.id}>
              <strong>{stop.label}</strong>
              <span>{stop.advice}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="notice-action">
        <Button look="danger" icon="danger" onClick={guide.openDanger}>
          {t.assessment.danger}
        </Button>
      </p>
    </Notice>
  );
};
