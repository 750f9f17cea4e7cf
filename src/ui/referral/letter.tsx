import { lazy, Suspense, useRef, useState } from 'react';
import type { Input, Refusal } from '#host/contract.ts';
import type { ReferralDraft } from '#host/views.ts';
import { useArrival } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loaded, Waiting } from '../parts/loading.tsx';
import { Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useDraft, useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { Choices } from './choices.tsx';
import { CopyParts } from './copy.tsx';
import { SaveLetter } from './save.tsx';

/** The viewer is large and only needed here, so it comes when a letter is shown. */
const Preview = lazy(() => import('./preview.tsx').then((module) => ({ default: module.Preview })));

export type LetterChoices = Input<'referral.preview'>;
type Step =
  | { readonly kind: 'choices' }
  | { readonly kind: 'preview'; readonly pdf: Uint8Array; readonly pages: number }
  | { readonly kind: 'saved'; readonly path: string };

/** A referral letter: what is shared, how it looks, and where it is kept. */
export const Letter = ({
  dossier,
  assessment,
  code,
}: {
  readonly dossier: string;
  readonly assessment: string;
  readonly code: string;
}) => {
  const [read, put] = useRead('referral.draft', { dossier, assessment, code });
  return (
    <Loaded read={read}>
      {(draft) => <Making dossier={dossier} assessment={assessment} draft={draft} put={put} />}
    </Loaded>
  );
};

const Making = ({
  dossier,
  assessment,
  draft,
  put,
}: {
  readonly dossier: string;
  readonly assessment: string;
  readonly draft: ReferralDraft;
  readonly put: (draft: ReferralDraft) => void;
}) => {
  const t = useTexts();
  const { go, ask } = useSession();
  const [choices, setChoices, drop] = useDraft<LetterChoices>(`letter ${assessment} ${draft.code}`, {
    dossier,
    assessment,
    recipient: draft.recipient.id,
    code: draft.code,
    ground: null,
    groundNote: '',
    informed: null,
    informedNote: '',
    leftOut: [],
    added: [],
    person: draft.people.find((person) => person.role === 'betrokkene')?.id ?? null,
    contactSafe: false,
    secretsAllowed: false,
    fields: {},
    message: '',
  });
  const [step, setStep] = useState<Step>({ kind: 'choices' });
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  /** The referral under which parts were copied: the file that is kept afterwards belongs to it. */
  const [copied, setCopied, dropCopied] = useDraft<string | null>(`copied ${assessment} ${draft.code}`, null);

  const preview = async () => {
    setBusy(true);
    setRefusal(null);
    const reply = await ask('referral.preview', choices);
    setBusy(false);
    if (reply.ok) setStep({ kind: 'preview', pdf: reply.value.pdf, pages: reply.value.pages });
    else setRefusal(reply.error);
  };

  return (
    <div className={step.kind === 'preview' ? 'page letter-page' : 'page page-middle'}>
      <div className="page-head">
        <div>
          <button type="button" className="crumb" onClick={() => go({ kind: 'assessment', dossier, assessment })}>
            {t.letter.toOutcome}
          </button>
          <Heading level={1}>{t.letter.title(draft.recipient.name)}</Heading>
          <Paragraph tone="soft">
            {t.letter.about(draft.codeLabel)}
            {draft.region === null ? '' : ` · ${draft.region}`}
          </Paragraph>
        </div>
      </div>
      {draft.final || step.kind === 'saved' ? null : <Notice tone="warn" title={t.letter.provisional} />}
      {step.kind === 'choices' ? (
        <Choices
          draft={draft}
          put={put}
          choices={choices}
          setChoices={setChoices}
          busy={busy}
          refusal={refusal}
          onPreview={() => void preview()}
        />
      ) : null}
      {step.kind === 'preview' ? (
        <div className="letter-view">
          <Suspense fallback={<Waiting />}>
            <Preview pdf={step.pdf} pages={step.pages} />
          </Suspense>
          <div className="stack letter-aside">
            <SaveLetter
              choices={choices}
              referral={copied}
              onEdit={() => setStep({ kind: 'choices' })}
              onSaved={(path) => {
                drop();
                dropCopied();
                setStep({ kind: 'saved', path });
              }}
            />
            <CopyParts choices={choices} referral={copied} onShown={setCopied} />
          </div>
        </div>
      ) : null}
      {step.kind === 'saved' ? <Saved path={step.path} dossier={dossier} assessment={assessment} /> : null}
    </div>
  );
};

const Saved = ({
  path,
  dossier,
  assessment,
}: {
  readonly path: string;
  readonly dossier: string;
  readonly assessment: string;
}) => {
  const t = useTexts();
  const { go } = useSession();
  const place = useRef<HTMLElement>(null);
  useArrival(place, path);
  return (
    <section className="card stack" role="status" tabIndex={-1} ref={place}>
      <Notice tone="good" title={t.letter.savedTitle}>
        <p>{t.letter.savedAt}</p>
        <p className="path path-large">{path}</p>
      </Notice>
      <Notice tone="warn" title={t.letter.outsideNow}>
        <p>{t.letter.outsideAdvice}</p>
      </Notice>
      <div className="form-actions">
        <Button look="primary" onClick={() => go({ kind: 'dossier', dossier })}>
          {t.letter.toDossier}
        </Button>
        <Button onClick={() => go({ kind: 'assessment', dossier, assessment })}>{t.letter.toOutcome}</Button>
      </div>
    </section>
  );
};
