import { useRef } from 'react';
import type { Output } from '#host/contract.ts';
import { fullDate } from '../moment.ts';
import { useArrival } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { Certificate } from './certificate.tsx';
import { StandingLine } from './standing.tsx';

/** Every dossier with its term, what asks for a decision first, and what was erased. */
export const Retention = () => {
  const [read] = useRead('retention.list', {});
  return <Loaded read={read}>{(list) => <Page list={list} />}</Loaded>;
};

const Page = ({ list }: { readonly list: Output<'retention.list'> }) => {
  const t = useTexts();
  const { go } = useSession();
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(heading, 'retention');
  return (
    <div className="page page-middle">
      <div className="page-head">
        <div>
          <button type="button" className="crumb" onClick={() => go({ kind: 'settings' })}>
            {t.retention.settings}
          </button>
          <Heading level={1} focusable ref={heading}>
            {t.retention.title}
          </Heading>
          <Paragraph>{t.retention.intro}</Paragraph>
        </div>
      </div>
      <section className="card" aria-labelledby="kept">
        <Heading level={2} look={3} id="kept">
          {t.retention.list}
        </Heading>
        {list.dossiers.length === 0 ? <Paragraph tone="soft">{t.retention.none}</Paragraph> : null}
        <ul className="lines">
          {list.dossiers.map((one) => (
            <li key={one.dossier} className="line">
              <div className="line-main">
                <p className="line-title">{one.label}</p>
                <p className="row-meta">
                  {[one.term, t.retention.lastChange(fullDate(one.lastChange))].filter(Boolean).join(' · ')}
                </p>
              </div>
              <div className="line-state">
                <StandingLine standing={one.standing} />
              </div>
              <Button
                name={`${t.retention.openOne}: ${one.label}`}
                onClick={() => go({ kind: 'keeping', dossier: one.dossier })}
              >
                {t.retention.openOne}
              </Button>
            </li>
          ))}
        </ul>
        <Disclosure summary={t.retention.sourceTitle}>
          <Paragraph tone="soft">{list.source}</Paragraph>
        </Disclosure>
      </section>
      {list.erased.length === 0 ? null : (
        <section className="card" aria-labelledby="erased">
          <Heading level={2} look={3} id="erased">
            {t.retention.erased}
          </Heading>
          <Paragraph tone="soft">{t.retention.erasedHelp}</Paragraph>
          <ul className="lines">
            {list.erased.map((one) => (
              <li key={one.dossier} className="line">
                <div className="line-main">
                  <Certificate erased={one} />
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
};
