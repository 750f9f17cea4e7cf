import { dayAndTime, fullDate } from '../moment.ts';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import type { Shared } from './loop-kinds.ts';

/** What was shared with whom, on which ground, whether it was told, and what stayed out: every export has its line. */
export const Ledger = ({ dossier }: { readonly dossier: string }) => {
  const [read] = useRead('referral.ledger', { dossier });
  return (
    <Loaded read={read}>{(lines) => (lines.length === 0 ? null : <Lines dossier={dossier} lines={lines} />)}</Loaded>
  );
};

const Lines = ({ dossier, lines }: { readonly dossier: string; readonly lines: readonly Shared[] }) => {
  const t = useTexts();
  const { go } = useSession();
  return (
    <section className="card" aria-labelledby="ledger">
      <Heading level={2} look={3} id="ledger">
        {t.loop.ledgerTitle}
      </Heading>
      <Paragraph tone="soft">{t.loop.ledgerHelp}</Paragraph>
      <ul className="lines">
        {lines.map((line) => (
          <li key={line.referral} className="line">
            <div className="line-main">
              <p className="line-title">{t.loop.letterTo(line.recipient)}</p>
              <p className="row-meta">
                {dayAndTime(line.at)} · {t.loop.states[line.state]}
                {line.nextAt === null ? '' : ` · ${t.loop.nextOn(fullDate(line.nextAt))}`}
              </p>
              <Disclosure
                summary={
                  <>
                    {t.loop.ground}: {line.ground}
                    <span className="unseen">. {t.loop.details(line.recipient)}</span>
                  </>
                }
              >
                <SharedFacts shared={line} />
              </Disclosure>
            </div>
            <Button
              name={t.loop.openOf(line.recipient, fullDate(line.at))}
              onClick={() => go({ kind: 'referral', dossier, referral: line.referral })}
            >
              {t.loop.open}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** One line of the ledger in full. */
export const SharedFacts = ({ shared }: { readonly shared: Shared }) => {
  const t = useTexts();
  const { informed } = shared;
  const rows: readonly (readonly [string, string])[] = [
    [t.loop.ground, [shared.ground, shared.groundNote].filter(Boolean).join('. ')],
    [t.loop.informed, [t.loop.informedOptions[informed] ?? informed, shared.informedNote].filter(Boolean).join('. ')],
    [t.loop.shared, shared.topics.join(', ') || t.loop.nothing],
    [t.loop.leftOut, shared.leftOut.join(', ') || t.loop.nothing],
    [t.loop.added, shared.added.map(({ topic, reason }) => `${topic}: ${reason}`).join('; ') || t.loop.nothing],
    [t.loop.secrets, shared.secrets === null ? t.loop.notKept : shared.secrets ? t.loop.secretsYes : t.loop.secretsNo],
    [t.loop.reference, shared.reference ?? t.loop.notKept],
    [t.loop.file, shared.file === '' ? t.loop.noFile : shared.file],
  ];
  return (
    <dl className="facts">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className={label === t.loop.file ? 'path' : ''}>{value}</dd>
        </div>
      ))}
    </dl>
  );
};
