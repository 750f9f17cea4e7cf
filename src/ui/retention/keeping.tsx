import { useEffect, useRef, useState } from 'react';
import { dayAndTime, fullDate } from '../moment.ts';
import { useArrival } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { Certificate, type Erased } from './certificate.tsx';
import { Decide } from './decide.tsx';
import { Erase } from './erase.tsx';
import { Reasoned } from './reasoned.tsx';
import { type Kept, StandingLine } from './standing.tsx';

/** Of one dossier: its term, what holds it, and erasing it. */
export const Keeping = ({ dossier }: { readonly dossier: string }) => {
  const [erased, setErased] = useState<Erased | null>(null);
  return erased === null ? <Whole dossier={dossier} onErased={setErased} /> : <Gone erased={erased} />;
};

const Whole = ({ dossier, onErased }: { readonly dossier: string; readonly onErased: (erased: Erased) => void }) => {
  const [read, put] = useRead('retention.read', { dossier });
  return <Loaded read={read}>{(kept) => <Page kept={kept} put={put} onErased={onErased} />}</Loaded>;
};

const Page = ({
  kept,
  put,
  onErased,
}: {
  readonly kept: Kept;
  readonly put: (kept: Kept) => void;
  readonly onErased: (erased: Erased) => void;
}) => {
  const t = useTexts();
  const { go } = useSession();
  const heading = useRef<HTMLHeadingElement>(null);
  const { dossier, hold } = kept;
  useArrival(heading, dossier);
  const help =
    kept.standing.kind === 'held'
      ? t.retention.heldHelp
      : kept.standing.kind === 'no-term'
        ? t.retention.noTermHelp
        : kept.standing.kind === 'undecided'
          ? t.retention.undecidedHelp
          : null;
  return (
    <div className="page page-middle">
      <div className="page-head">
        <div>
          <button type="button" className="crumb" onClick={() => go({ kind: 'dossier', dossier })}>
            {t.retention.back}
          </button>
          <Heading level={1} focusable ref={heading}>
            {`${t.retention.title}: ${kept.label}`}
          </Heading>
        </div>
      </div>
      <section className="card stack" aria-labelledby="standing">
        <Heading level={2} look={3} id="standing">
          {t.retention.standing}
        </Heading>
        <StandingLine standing={kept.standing} />
        {help === null ? null : <Paragraph>{help}</Paragraph>}
        <Paragraph tone="soft">{t.retention.lastChange(fullDate(kept.lastChange))}</Paragraph>
        {hold === null ? null : (
          <Notice tone="info" title={t.retention.heldSince(dayAndTime(hold.at), hold.by)}>
            <p>{hold.reason}</p>
          </Notice>
        )}
      </section>
      <Decide kept={kept} put={put} />
      {hold === null ? (
        <Reasoned
          key="hold"
          operation="retention.hold"
          dossier={dossier}
          title={t.retention.holdTitle}
          help={t.retention.holdHelp}
          question={t.retention.holdReason}
          action={t.retention.hold}
          put={put}
        />
      ) : (
        <Reasoned
          key="release"
          operation="retention.release"
          dossier={dossier}
          title={t.retention.releaseTitle}
          help={t.retention.releaseHelp}
          question={t.retention.releaseReason}
          action={t.retention.release}
          put={put}
        />
      )}
      <section className="card stack" aria-labelledby="inzage">
        <Heading level={2} look={3} id="inzage">
          {t.inzage.title}
        </Heading>
        <Paragraph tone="soft">{t.inzage.openHelp}</Paragraph>
        <div className="form-actions">
          <Button onClick={() => go({ kind: 'inzage', dossier })}>{t.inzage.open}</Button>
        </div>
      </section>
      <Erase kept={kept} onErased={onErased} />
    </div>
  );
};

const Gone = ({ erased }: { readonly erased: Erased }) => {
  const t = useTexts();
  const { go } = useSession();
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(heading, erased.dossier);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  return (
    <div className="page page-middle">
      <div className="page-head">
        <Heading level={1} focusable ref={heading}>
          {t.retention.gone}
        </Heading>
      </div>
      <section className="card stack" aria-label={t.retention.gone}>
        <Paragraph>{t.retention.goneHelp}</Paragraph>
        <Certificate erased={erased} />
      </section>
      <div className="form-actions">
        <Button look="primary" onClick={() => go({ kind: 'retention' })}>
          {t.retention.backToList}
        </Button>
      </div>
    </div>
  );
};
