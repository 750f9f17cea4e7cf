import { useRef, useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import { useStart } from '../dossiers/dossier.tsx';
import { DeadlineMark } from '../dossiers/list.tsx';
import { Duties, hasDuties } from '../duties/duties.tsx';
import { Terms } from '../learning/terms.tsx';
import { dayAndTime } from '../moment.ts';
import { useArrival } from '../parts/arrive.ts';
import { BandMark, bandClass } from '../parts/band.tsx';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { newIntent, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { type Guide, itemsOf } from './assessment.tsx';
import { Numbers } from './numbers.tsx';
import { Causes } from './outcome-causes.tsx';
import { Kept } from './outcome-kept.tsx';
import { OtherLetters, Referrals } from './outcome-referrals.tsx';
import { Since } from './outcome-since.tsx';
import { Why } from './outcome-why.tsx';

/** The outcome, in the order of use: how grave and by when, what to do, and only then why. */
export const Outcome = ({ guide }: { readonly guide: Guide }) => {
  const t = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(heading, guide.view.assessment);
  const { outcome, concluded, dossier } = guide.view;
  const start = useStart(dossier);
  const { go } = useSession();
  const { about } = guide.view;
  if (outcome.nothing !== null)
    return (
      <div className="page outcome">
        <div className="column-main">
          <section className="card">
            <Heading level={1} focusable ref={heading}>
              {outcome.nothing}
            </Heading>
            <Paragraph>{t.outcome.nothingHelp}</Paragraph>
          </section>
        </div>
        <Side guide={guide} />
      </div>
    );

  return (
    <div className="page outcome">
      <div className="column-main">
        <section className={`hero ${bandClass(outcome.band)}`} aria-labelledby="band">
          <p className="hero-kind">
            {outcome.final ? t.outcome.title : t.outcome.provisional}
            {concluded ? ` · ${t.outcome.concluded}` : ''}
          </p>
          <Heading level={1} look={1} id="band" focusable ref={heading}>
            <BandMark band={outcome.band} /> {outcome.bandLabel}
          </Heading>
          <p className="hero-meaning">{outcome.meaning}</p>
          {outcome.deadline === null ? null : (
            <p className="hero-deadline">
              <DeadlineMark deadline={outcome.deadline} />
            </p>
          )}
          <p className="hero-least">
            <strong>{t.outcome.least}: </strong>
            {outcome.least}
          </p>
          {outcome.flag === null ? null : (
            <p className="hero-flag">
              <FlagMark code={outcome.flag.code} />
              <span>
                <strong>{t.outcome.flag(outcome.flag.label)}: </strong>
                {outcome.flag.step}
              </span>
            </p>
          )}
          {outcome.raised === null ? null : (
            <p>
              <strong>{t.outcome.raised}: </strong>
              {outcome.raised.reason}
            </p>
          )}
        </section>

        {outcome.own ? <Notice tone="warn" title={t.outcome.own} /> : null}
        {outcome.unfinished === null ? null : <Notice tone="warn" title={outcome.unfinished} />}

        {outcome.stops.length === 0 ? null : (
          <section className="card part-danger" aria-labelledby="part-stops">
            <Heading level={2} id="part-stops">
              {t.outcome.stops}
            </Heading>
            <ul className="plain">
              {outcome.stops.map((stop) => (
                <li key={stop.id}>
                  <p className="stop-do">{stop.text}</p>
                  <p className="stop-asked">{stop.label}</p>
                </li>
              ))}
            </ul>
            <Numbers numbers={guide.view.numbers} />
          </section>
        )}

        <Referrals guide={guide} />

        {hasDuties(guide.view.instrument) ? <Duties dossier={dossier} assessment={guide.view.assessment} /> : null}

        {outcome.measures.length === 0 ? null : (
          <section className="card" aria-labelledby="part-measures">
            <Heading level={2} id="part-measures">
              {t.outcome.measures}
            </Heading>
            <ul className="measures">
              {outcome.measures.map((measure) => (
                <li key={measure.code}>
                  <div className="measure-text">
                    <strong>{measure.label}</strong>
                    <p>{measure.text}</p>
                  </div>
                  {measure.until === null ? null : (
                    <span className="until">{t.outcome.until(dayAndTime(measure.until))}</span>
                  )}
                </li>
              ))}
            </ul>
          </section>
        )}

        {outcome.blocked.length === 0 ? null : (
          <section className="card part-blocked" aria-labelledby="part-blocked">
            <Heading level={2} id="part-blocked">
              {t.outcome.blocked}
            </Heading>
            <ul className="blocked">
              {outcome.blocked.map((one) => (
                <li key={one.code}>
                  <strong>{one.label}</strong>
                  <p>{one.reason}</p>
                </li>
              ))}
            </ul>
          </section>
        )}

        {outcome.texts.length === 0 ? null : (
          <section className="card" aria-labelledby="part-texts">
            <Heading level={2} id="part-texts">
              {t.outcome.texts}
            </Heading>
            <ul className="bullets">
              {outcome.texts.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
            {outcome.moreTexts.length === 0 ? null : (
              <Disclosure summary={t.outcome.moreTexts(outcome.moreTexts.length)}>
                <ul className="bullets">
                  {outcome.moreTexts.map((text) => (
                    <li key={text}>{text}</li>
                  ))}
                </ul>
              </Disclosure>
            )}
          </section>
        )}

        {outcome.next.length === 0 ? null : (
          <section className="card" aria-labelledby="part-next">
            <Heading level={2} id="part-next">
              {t.outcome.starts}
            </Heading>
            {start.refusal === null ? null : <Failure refusal={start.refusal} />}
            <ul className="lines">
              {outcome.next.map((one) => (
                <li key={one.id} className="line">
                  <div className="line-main">
                    <p className="line-title">{one.title}</p>
                    {one.available ? null : <p className="row-meta">{t.outcome.notAvailable}</p>}
                    {one.offer ? <p className="row-meta">{t.outcome.offersHelp}</p> : null}
                  </div>
                  {one.available ? (
                    <Button
                      busy={start.busy}
                      name={`${t.outcome.startNow}: ${one.title}`}
                      onClick={() =>
                        one.samePerson
                          ? start.begin(one.id, guide.view.assessment, about?.id ?? null)
                          : go({ kind: 'choose', dossier, from: guide.view.assessment, instrument: one.id })
                      }
                    >
                      {t.outcome.startNow}
                    </Button>
                  ) : null}
                </li>
              ))}
            </ul>
          </section>
        )}

        <Kept kept={outcome.kept} />
        <OtherLetters guide={guide} />
        <Causes outcome={outcome} />
        <Terms terms={outcome.terms} />
        <Since guide={guide} />
        <Why guide={guide} />
      </div>
      <Side guide={guide} />
    </div>
  );
};

const flags: Readonly<Record<string, string>> = { groen: 'flag-groen', geel: 'flag-geel', rood: 'flag-rood' };

/** A flag in its colour; its name stands beside it. */
const FlagMark = ({ code }: { readonly code: string }) => (
  <svg className={`flag-mark ${flags[code] ?? 'flag-zwart'}`} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <path className="flag-cloth" d="M4 2.5h12.5l-3 4.25 3 4.25H4z" />
    <path className="flag-pole" d="M4 1.5v17" />
  </svg>
);

/** What comes after reading: finish, go back, or go to the dossier. */
const Side = ({ guide }: { readonly guide: Guide }) => {
  const t = useTexts();
  const { write, go } = useSession();
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { dossier, assessment, outcome, concluded, from } = guide.view;
  const items = itemsOf(guide.view);
  const back = items.find((one) => one.answer === null && !one.optional)?.item ?? items.at(-1)?.item;

  const conclude = async () => {
    if (!outcome.final && !sure) return setSure(true);
    setBusy(true);
    setRefusal(null);
    const reply = await write('assessment.conclude', { dossier, assessment, intent: newIntent() });
    setBusy(false);
    setSure(false);
    if (reply.ok) guide.put(reply.value);
    else setRefusal(reply.error);
  };

  return (
    <aside className="column-side outcome-side" aria-label={t.outcome.actions}>
      <div className="card sticky">
        {concluded ? (
          <Notice tone="good" title={t.outcome.concluded}>
            <p className="tone-small">{t.outcome.concludedHelp}</p>
          </Notice>
        ) : outcome.nothing !== null ? null : (
          <>
            {sure ? <Paragraph tone="small">{t.outcome.concludeOpen}</Paragraph> : null}
            <Button busy={busy} onClick={() => void conclude()}>
              {sure ? t.outcome.concludeSure : t.outcome.conclude}
            </Button>
            <Paragraph tone="small">{t.outcome.concludeHelp}</Paragraph>
          </>
        )}
        {refusal === null ? null : <Failure refusal={refusal} />}
        {back === undefined ? null : (
          <Button look={outcome.nothing === null ? 'secondary' : 'primary'} onClick={() => guide.goTo(back)}>
            {concluded ? t.outcome.correct : t.outcome.toQuestions}
          </Button>
        )}
        {from === null ? null : (
          <Button
            look={concluded ? 'primary' : 'secondary'}
            icon="back"
            onClick={() => go({ kind: 'assessment', dossier, assessment: from.assessment })}
          >
            {t.outcome.backTo(from.title)}
          </Button>
        )}
        <Button look="subtle" onClick={() => go({ kind: 'dossier', dossier })}>
          {t.assessment.toDossier}
        </Button>
        <p className="tone-small">{t.outcome.on(dayAndTime(outcome.on))}</p>
      </div>
    </aside>
  );
};
