import { useEffect, useRef, useState } from 'react';
import type { CheckView, Refusal } from '#host/contract.ts';
import { dayAndTime } from '../moment.ts';
import { useArrival } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { DamageList } from './damage.tsx';

/** How often a walk that runs is asked after, in milliseconds: often enough to see it move. */
const every = 1000;

/** Whether everything in the vault is whole, and what to do when it is not. */
export const Check = () => {
  const [read, put] = useRead('check.read', {});
  return <Loaded read={read}>{(view) => <Page view={view} put={put} />}</Loaded>;
};

const Page = ({ view, put }: { readonly view: CheckView; readonly put: (view: CheckView) => void }) => {
  const t = useTexts();
  const { ask, go } = useSession();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(heading, 'check');
  const { walk, damage, earlier } = view;

  useEffect(() => {
    if (view.walk.kind !== 'running') return;
    let current = true;
    const timer = setTimeout(async () => {
      const reply = await ask('check.read', {});
      if (!current) return;
      if (reply.ok) put(reply.value);
      else setRefusal(reply.error);
    }, every);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [ask, put, view]);

  const send = async (name: 'check.start' | 'check.stop') => {
    setRefusal(null);
    const reply = await ask(name, {});
    if (reply.ok) put(reply.value);
    else setRefusal(reply.error);
  };

  return (
    <div className="page page-middle">
      <div>
        <button type="button" className="crumb" onClick={() => go({ kind: 'settings' })}>
          {t.check.toSettings}
        </button>
        <Heading level={1} focusable ref={heading}>
          {t.check.title}
        </Heading>
        <Paragraph>{t.check.intro}</Paragraph>
      </div>
      {refusal === null ? null : <Failure refusal={refusal} />}
      <section className="card stack" aria-labelledby="check-state">
        <Heading level={2} look={3} id="check-state">
          {t.check.state}
        </Heading>
        <State walk={walk} damaged={damage.length > 0} />
        <div className="form-actions">
          {walk.kind === 'running' ? (
            <Button onClick={() => void send('check.stop')}>{t.check.stop}</Button>
          ) : (
            <Button look="primary" onClick={() => void send('check.start')}>
              {t.check.now}
            </Button>
          )}
        </div>
      </section>
      <section className="card stack" aria-labelledby="check-found">
        <Heading level={2} look={3} id="check-found">
          {t.check.found}
        </Heading>
        {damage.length === 0 ? (
          <Paragraph tone="soft">{t.check.foundNone}</Paragraph>
        ) : (
          <>
            <Paragraph>{t.check.foundHelp}</Paragraph>
            <Notice tone="danger" title={t.check.first}>
              <ol className="notice-steps">
                {t.check.firstSteps.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
            </Notice>
            <DamageList damage={damage} />
          </>
        )}
      </section>
      <section className="card stack" aria-labelledby="check-earlier">
        <Heading level={2} look={3} id="check-earlier">
          {t.check.earlier}
        </Heading>
        {earlier.length === 0 ? <Paragraph tone="soft">{t.check.earlierNone}</Paragraph> : null}
        <ul className="lines">
          {earlier.map((one) => (
            <li key={one.at} className="line">
              <p className="line-main">{dayAndTime(one.at)}</p>
              <p>{one.damage.length === 0 ? t.check.earlierGood : t.check.earlierDamaged(one.damage.length)}</p>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
};

const State = ({ walk, damaged }: { readonly walk: CheckView['walk']; readonly damaged: boolean }) => {
  const t = useTexts();
  switch (walk.kind) {
    case 'not-started':
      return <Paragraph>{t.check.never}</Paragraph>;
    case 'stopped':
      return <Notice tone="warn" title={t.check.stopped} live />;
    case 'running': {
      const done = Math.min(walk.done, walk.of);
      return (
        <>
          <p>{t.check.running(done, walk.of)}</p>
          <progress aria-label={t.check.progress} {...(walk.of === 0 ? {} : { value: done, max: walk.of })} />
        </>
      );
    }
    case 'done': {
      const when = dayAndTime(walk.at);
      return damaged ? (
        <Notice tone="danger" title={t.check.damaged(when, walk.records)} />
      ) : (
        <Notice tone="good" title={t.check.good(when, walk.records)} live />
      );
    }
  }
};
