import { useState } from 'react';
import type { KeysView, Refusal } from '#host/contract.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useSession } from '../session.tsx';
import { Deriving } from '../unlock/gate.tsx';
import { asBytes, useShown } from '../unlock/passphrase.tsx';
import { useTexts } from '../words.ts';

type Given = { readonly view: KeysView; readonly put: (view: KeysView) => void };

/** Opening with the account of this computer: what that means, who can do it then, or why it is not offered here. */
export const Account = ({ view, put }: Given) => {
  const t = useTexts();
  const { ask } = useSession();
  const [turned, setTurned] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { on, state } = view.account;
  const turnOff = async () => {
    setBusy(true);
    setRefusal(null);
    const reply = await ask('keys.accountOff', {});
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    put(reply.value);
    setTurned(t.security.accountTurnedOff);
  };
  return (
    <section className="card stack" aria-labelledby="sec-account">
      <Heading level={2} look={3} id="sec-account">
        {t.security.account}
      </Heading>
      <Paragraph tone="soft">{t.security.accountHelp}</Paragraph>
      <Paragraph tone="soft">{t.security.accountWho}</Paragraph>
      {turned === null ? null : <Notice tone="good" title={turned} live />}
      {state === 'ok' ? null : (
        <Notice tone="info" title={t.security.accountNot}>
          <p>{t.security.accountState[state]}</p>
        </Notice>
      )}
      {refusal === null ? null : <Failure refusal={refusal} />}
      {on ? (
        <>
          <Paragraph>{t.security.accountOn}</Paragraph>
          <div className="form-actions">
            <Button busy={busy} onClick={() => void turnOff()}>
              {t.security.accountTurnOff}
            </Button>
          </div>
        </>
      ) : state === 'ok' ? (
        <TurnOn
          put={(after) => {
            put(after);
            setTurned(t.security.accountTurnedOn);
          }}
        />
      ) : null}
    </section>
  );
};

const TurnOn = ({ put }: Pick<Given, 'put'>) => {
  const t = useTexts();
  const { ask } = useSession();
  const [open, setOpen] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const shown = useShown();
  const close = () => {
    setPassphrase('');
    setTried(false);
    setRefusal(null);
    setOpen(false);
  };
  const turnOn = async () => {
    setTried(true);
    setRefusal(null);
    if (passphrase === '') return;
    setBusy(true);
    const reply = await ask('keys.accountOn', { passphrase: asBytes(passphrase) });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    close();
    put(reply.value);
  };
  if (!open)
    return (
      <div className="form-actions">
        <Button onClick={() => setOpen(true)}>{t.security.accountTurnOn}</Button>
      </div>
    );
  return (
    <>
      {busy ? <Deriving title={t.security.accountTurning} help={t.unlock.openingHelp} /> : null}
      <form
        className="form"
        noValidate
        hidden={busy}
        onSubmit={(event) => {
          event.preventDefault();
          void turnOn();
        }}
      >
        {refusal === null ? null : <Failure refusal={refusal} />}
        <TextField
          label={t.security.kitPassphrase}
          help={t.security.accountPassphraseHelp}
          type={shown.type}
          autoComplete="current-password"
          value={passphrase}
          onChange={setPassphrase}
          error={tried && passphrase === '' ? t.unlock.passphraseNeeded : null}
        />
        {shown.toggle}
        <div className="form-actions">
          <Button type="submit" look="primary">
            {t.security.accountTurnOn}
          </Button>
          <Button look="subtle" onClick={close}>
            {t.common.cancel}
          </Button>
        </div>
      </form>
    </>
  );
};
