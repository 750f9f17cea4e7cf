import { useEffect, useRef, useState } from 'react';
import type { AccessState, Client, Refusal } from '#host/contract.ts';
import { Restore } from '../backup/restore.tsx';
import { useFirstWrong } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Tick } from '../parts/choice.tsx';
import { TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useTexts } from '../words.ts';
import { Deriving, Gate } from './gate.tsx';
import { Offer } from './offer.tsx';
import { asBytes, useShown } from './passphrase.tsx';
import { Strength } from './strength.tsx';

/** The first start: make the vault. */
export const CreateVault = ({
  client,
  folder,
  onOpen,
  onRestored,
}: {
  readonly client: Client;
  readonly folder: string;
  readonly onOpen: (state: AccessState) => void;
  /** Another vault stands here than before. */
  readonly onRestored: () => void;
}) => {
  const t = useTexts();
  const [name, setName] = useState('');
  const [restoring, setRestoring] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const [repeat, setRepeat] = useState('');
  const [understood, setUnderstood] = useState(false);
  const [tries, setTries] = useState(0);
  const tried = tries > 0;
  const form = useRef<HTMLFormElement>(null);
  useFirstWrong(form, tries);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const shown = useShown();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  const weak = refusal?.kind === 'passphrase-too-weak';
  const tooWeak = t.failures['passphrase-too-weak'];
  const wrong = {
    name: name.trim() === '' ? t.unlock.nameNeeded : null,
    passphrase: passphrase === '' ? t.unlock.passphraseNeeded : weak ? `${tooWeak.title} ${tooWeak.todo}` : null,
    repeat: passphrase !== '' && repeat !== passphrase ? t.unlock.differ : null,
    understood: understood ? null : t.unlock.understoodNeeded,
  };

  const create = async () => {
    setTries(tries + 1);
    setRefusal(null);
    if (Object.values({ ...wrong, passphrase: passphrase === '' ? wrong.passphrase : null }).some(Boolean)) return;
    setBusy(true);
    const reply = await client('access.create', { name: name.trim(), passphrase: asBytes(passphrase) });
    setBusy(false);
    if (reply.ok) onOpen(reply.value);
    else {
      setRefusal(reply.error);
      setTries(tries + 2);
    }
  };

  if (restoring)
    return <Restore client={client} onOpen={onOpen} onRestored={onRestored} back={() => setRestoring(false)} />;
  return (
    <Gate>
      <Heading level={1}>{t.unlock.createTitle}</Heading>
      <Paragraph tone="soft">{t.unlock.createIntro}</Paragraph>
      {busy ? <Deriving title={t.unlock.creating} help={t.unlock.creatingHelp} /> : null}
      <form
        className="form"
        noValidate
        ref={form}
        hidden={busy}
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        {refusal === null || weak ? null : <Failure refusal={refusal} />}
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
        <Strength client={client} passphrase={passphrase} name={name} />
        <Offer client={client} take={setPassphrase} show={shown.show} />
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
          <Button look="subtle" onClick={() => setRestoring(true)}>
            {t.backup.restore}
          </Button>
        </div>
        <p className="tone-small">
          {t.unlock.place} <span className="path">{folder}</span>
        </p>
      </form>
    </Gate>
  );
};
