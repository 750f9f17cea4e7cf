import { useRef, useState } from 'react';
import type { KeysView, Refusal } from '#host/contract.ts';
import { useFirstWrong, useNextStep } from '../parts/arrive.ts';
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
  const card = useRef<HTMLElement>(null);
  useNextStep(card, busy ? null : `${on}`);
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
    <section className="card stack" aria-labelledby="sec-account" ref={card}>
      <Heading level={2} look={3} id="sec-account">
        {t.security.account}
      </Heading>
      <Paragraph tone="soft">{t.security.accountHelp}</Paragraph>
      {on || state === 'ok' ? <Paragraph tone="soft">{t.security.accountWho}</Paragraph> : null}
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
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const shown = useShown();
  const step = useRef<HTMLDivElement>(null);
  useFirstWrong(step, tries);
  useNextStep(step, busy ? null : `${open} ${refusal?.kind}`);
  const close = () => {
    setPassphrase('');
    setTries(0);
    setRefusal(null);
    setOpen(false);
  };
  const turnOn = async () => {
    setTries(tries + 1);
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
      <div className="form-actions" ref={step}>
        <Button onClick={() => setOpen(true)}>{t.security.accountTurnOn}</Button>
      </div>
    );
  return (
    <div className="stack" ref={step}>
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
          error={tries > 0 && passphrase === '' ? t.unlock.passphraseNeeded : null}
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
    </div>
  );
};
