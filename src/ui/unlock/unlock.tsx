import { useEffect, useRef, useState } from 'react';
import type { AccessState, Client, Output, Refusal, Reply } from '#host/contract.ts';
import { Restore } from '../backup/restore.tsx';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useTexts } from '../words.ts';
import { Deriving, Gate } from './gate.tsx';
import { asBytes, useShown } from './passphrase.tsx';
import { Recover } from './recover.tsx';

export const Unlock = ({
  client,
  name,
  waiting = false,
  onOpen,
  onRestored,
}: {
  readonly client: Client;
  readonly name: string;
  /** Something that was typed is in the memory of this window only. */
  readonly waiting?: boolean;
  readonly onOpen: (state: AccessState) => void;
  /** Another vault stands here than before. */
  readonly onRestored: () => void;
}) => {
  const t = useTexts();
  const [passphrase, setPassphrase] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [lost, setLost] = useState(false);
  const [restoring, setRestoring] = useState(false);
  const shown = useShown();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!busy) field.current?.focus();
  }, [busy]);

  const [account, setAccount] = useState<Output<'access.ways'>['account']>(null);
  useEffect(() => {
    // when this cannot be told the passphrase is left, and opening with it says what is wrong
    void client('access.ways', {}).then((reply) => setAccount(reply.ok ? reply.value.account : null));
  }, [client]);

  const open = async (ask: () => Promise<Reply<'access.unlock'> | Reply<'access.openByAccount'>>) => {
    setBusy(true);
    setRefusal(null);
    const reply = await ask();
    if (!reply.ok && reply.error.kind === 'already-open') {
      const state = await client('access.state', {});
      setBusy(false);
      if (state.ok) onOpen(state.value);
      else setRefusal(state.error);
      return;
    }
    setBusy(false);
    if (reply.ok) onOpen(reply.value);
    else setRefusal(reply.error);
  };
  const openWithPassphrase = () => {
    setTried(true);
    if (passphrase !== '') void open(() => client('access.unlock', { passphrase: asBytes(passphrase) }));
  };

  if (restoring)
    return <Restore client={client} onOpen={onOpen} onRestored={onRestored} back={() => setRestoring(false)} />;
  if (lost) return <Recover client={client} name={name} onOpen={onOpen} back={() => setLost(false)} />;
  return (
    <Gate>
      <Heading level={1}>{t.unlock.title}</Heading>
      {name === '' ? null : <Paragraph tone="soft">{t.unlock.intro(name)}</Paragraph>}
      {waiting ? (
        <Notice tone="warn" title={t.unlock.waiting}>
          <p>{t.unlock.waitingHelp}</p>
        </Notice>
      ) : null}
      {busy ? <Deriving title={t.unlock.opening} help={t.unlock.openingHelp} /> : null}
      <form
        className="form"
        noValidate
        hidden={busy}
        onSubmit={(event) => {
          event.preventDefault();
          openWithPassphrase();
        }}
      >
        {refusal === null ? null : <Failure refusal={refusal} />}
        <TextField
          ref={field}
          label={t.unlock.passphrase}
          type={shown.type}
          autoComplete="current-password"
          value={passphrase}
          onChange={setPassphrase}
          error={tried && passphrase === '' ? t.unlock.passphraseNeeded : null}
        />
        {shown.toggle}
        <div className="form-actions">
          <Button type="submit" look="primary">
            {t.unlock.open}
          </Button>
          <Button look="subtle" onClick={() => setLost(true)}>
            {t.security.forgotten}
          </Button>
          <Button look="subtle" onClick={() => setRestoring(true)}>
            {t.backup.restore}
          </Button>
        </div>
        {account === null ? null : account.state === 'ok' ? (
          <div className="stack">
            <Paragraph tone="soft">{t.security.accountOpenHelp}</Paragraph>
            <Button onClick={() => void open(() => client('access.openByAccount', {}))}>
              {t.security.accountOpen}
            </Button>
          </div>
        ) : (
          <Notice tone="info" title={t.security.accountNot}>
            <p>{t.security.accountState[account.state]}</p>
          </Notice>
        )}
      </form>
    </Gate>
  );
};
