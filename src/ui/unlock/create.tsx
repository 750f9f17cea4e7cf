import { useEffect, useRef, useState } from 'react';
import type { AccessState, Client, Refusal } from '#host/contract.ts';
import { Button } from '../parts/button.tsx';
import { Tick } from '../parts/choice.tsx';
import { TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useTexts } from '../words.ts';
import { Deriving, Gate } from './gate.tsx';
import { asBytes, useShown } from './passphrase.tsx';

/** The first start: make the vault. */
export const CreateVault = ({
  client,
  folder,
  onOpen,
}: {
  readonly client: Client;
  readonly folder: string;
  readonly onOpen: (state: AccessState) => void;
}) => {
  const t = useTexts();
  const [name, setName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [repeat, setRepeat] = useState('');
  const [understood, setUnderstood] = useState(false);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const shown = useShown();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  const wrong = {
    name: name.trim() === '' ? t.unlock.nameNeeded : null,
    passphrase: passphrase === '' ? t.unlock.passphraseNeeded : null,
    repeat: passphrase !== '' && repeat !== passphrase ? t.unlock.differ : null,
    understood: understood ? null : t.unlock.understoodNeeded,
  };

  const create = async () => {
    setTried(true);
    setRefusal(null);
    if (Object.values(wrong).some((error) => error !== null)) return;
    setBusy(true);
    const reply = await client('access.create', { name: name.trim(), passphrase: asBytes(passphrase) });
    setBusy(false);
    if (reply.ok) onOpen(reply.value);
    else setRefusal(reply.error);
  };

  return (
    <Gate>
      <Heading level={1}>{t.unlock.createTitle}</Heading>
      <Paragraph tone="soft">{t.unlock.createIntro}</Paragraph>
      {busy ? <Deriving title={t.unlock.creating} help={t.unlock.creatingHelp} /> : null}
      <form
        className="form"
        noValidate
        hidden={busy}
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        {refusal === null ? null : <Failure refusal={refusal} />}
        <TextField
          ref={first}
          label={t.unlock.name}
          help={t.unlock.nameHelp}
          value={name}
          onChange={setName}
          error={tried ? wrong.name : null}
        />
        <TextField
          label={t.unlock.passphrase}
          help={t.unlock.passphraseHelp}
          type={shown.type}
          autoComplete="new-password"
          value={passphrase}
          onChange={setPassphrase}
          error={tried ? wrong.passphrase : null}
        />
        <TextField
          label={t.unlock.repeat}
          type={shown.type}
          autoComplete="new-password"
          value={repeat}
          onChange={setRepeat}
          error={tried ? wrong.repeat : null}
        />
        {shown.toggle}
        <Notice tone="warn" title={t.unlock.warnTitle}>
          <p>{t.unlock.warn}</p>
          <Tick label={t.unlock.understood} checked={understood} onChange={setUnderstood} />
          {tried && wrong.understood !== null ? <p className="field-error">{wrong.understood}</p> : null}
        </Notice>
        <div className="form-actions">
          <Button type="submit" look="primary">
            {t.unlock.create}
          </Button>
        </div>
        <p className="tone-small">
          {t.unlock.place} <span className="path">{folder}</span>
        </p>
      </form>
    </Gate>
  );
};
