import { useEffect, useRef, useState } from 'react';
import type { Input, Refusal } from '#host/contract.ts';
import { useFirstWrong } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Radios } from '../parts/choice.tsx';
import { TextArea, TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { newIntent, useDraft, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';

type Kind = Input<'dossiers.open'>['kind'];
const kinds: readonly Kind[] = ['feit', 'gezegd', 'eigen_indruk'];

type Draft = {
  readonly label: string;
  readonly signal: string;
  readonly kind: Kind | null;
  readonly saidBy: string;
  /** Made once for this dossier, so that a second press makes no second dossier. */
  readonly intent: string;
};

/** A dossier starts from a signal; people may come later. */
export const NewDossier = () => {
  const t = useTexts();
  const { go, write } = useSession();
  const [draft, setDraft, drop] = useDraft<Draft>('new-dossier', {
    label: '',
    signal: '',
    kind: null,
    saidBy: '',
    intent: newIntent(),
  });
  const [tries, setTries] = useState(0);
  const tried = tries > 0;
  const form = useRef<HTMLFormElement>(null);
  useFirstWrong(form, tries);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const first = useRef<HTMLTextAreaElement>(null);
  useEffect(() => first.current?.focus(), []);

  const wrong = {
    label: draft.label.trim() === '' ? t.dossiers.labelNeeded : null,
    signal: draft.signal.trim() === '' ? t.dossiers.signalNeeded : null,
    kind: draft.kind === null ? t.dossiers.kindNeeded : null,
  };

  const open = async () => {
    setTries(tries + 1);
    if (draft.kind === null || wrong.label !== null || wrong.signal !== null) return;
    setBusy(true);
    setRefusal(null);
    const reply = await write('dossiers.open', {
      label: draft.label.trim(),
      signal: draft.signal.trim(),
      kind: draft.kind,
      saidBy: draft.kind === 'gezegd' && draft.saidBy.trim() !== '' ? draft.saidBy.trim() : null,
      intent: draft.intent,
    });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    drop();
    go({ kind: 'dossier', dossier: reply.value.dossier });
  };

  return (
    <div className="page page-narrow">
      <Heading level={1}>{t.dossiers.newTitle}</Heading>
      <Paragraph tone="soft">
        {t.dossiers.newIntro} {t.unlock.helpNow}
      </Paragraph>
      <form
        className="form card"
        noValidate
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void open();
        }}
      >
        {refusal === null ? null : <Failure refusal={refusal} />}
        <TextArea
          ref={first}
          label={t.dossiers.signal}
          help={t.dossiers.signalHelp}
          maxLength={8000}
          value={draft.signal}
          onChange={(signal) => setDraft({ ...draft, signal })}
          error={tried ? wrong.signal : null}
        />
        <Radios
          legend={t.dossiers.kind}
          choices={kinds.map((code) => ({ code, label: t.dossiers.kinds[code], help: t.dossiers.kindsHelp[code] }))}
          value={draft.kind}
          onChange={(code) => setDraft({ ...draft, kind: kinds.find((kind) => kind === code) ?? null })}
          error={tried ? wrong.kind : null}
        />
        {draft.kind === 'gezegd' ? (
          <TextField
            label={t.dossiers.saidBy}
            help={t.dossiers.saidByHelp}
            optional
            value={draft.saidBy}
            onChange={(saidBy) => setDraft({ ...draft, saidBy: saidBy.slice(0, 120) })}
          />
        ) : null}
        <TextField
          label={t.dossiers.label}
          help={t.dossiers.labelHelp}
          value={draft.label}
          onChange={(label) => setDraft({ ...draft, label: label.slice(0, 80) })}
          error={tried ? wrong.label : null}
        />
        <div className="form-actions">
          <Button type="submit" look="primary" busy={busy}>
            {t.dossiers.open}
          </Button>
          <Button look="subtle" onClick={() => go({ kind: 'dossiers' })}>
            {t.common.cancel}
          </Button>
        </div>
      </form>
    </div>
  );
};
