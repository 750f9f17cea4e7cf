import { type ReactNode, useRef, useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import { useFirstWrong, useNextStep } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Failure } from '../parts/notice.tsx';
import { Deriving } from '../unlock/gate.tsx';
import { asBytes, PassphraseField } from '../unlock/passphrase.tsx';
import { useTexts } from '../words.ts';

type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refusal };

/** Something about the keys that is done only for who knows the passphrase: a button that opens a form that asks it again. */
export const PassphraseAgain = <T,>({
  name,
  look = 'secondary',
  help,
  working,
  ask,
  done,
  children,
}: {
  /** On the button that opens the form, and on the one that sends it. */
  readonly name: string;
  readonly look?: 'primary' | 'secondary';
  readonly help: string;
  /** What is happening meanwhile. */
  readonly working: string;
  readonly ask: (passphrase: Uint8Array) => Promise<Reply<T>>;
  readonly done: (value: T) => void;
  /** What else is asked, under the passphrase. */
  readonly children?: ReactNode;
}) => {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const step = useRef<HTMLDivElement>(null);
  useFirstWrong(step, tries);
  useNextStep(step, busy ? null : `${open} ${refusal?.kind}`);
  const close = () => {
    setPassphrase('');
    setTries(0);
    setRefusal(null);
    setOpen(false);
  };
  const send = async () => {
    setTries(tries + 1);
    setRefusal(null);
    if (passphrase === '') return;
    setBusy(true);
    const reply = await ask(asBytes(passphrase));
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    close();
    done(reply.value);
  };
  if (!open)
    return (
      <div className="form-actions" ref={step}>
        <Button look={look} onClick={() => setOpen(true)}>
          {name}
        </Button>
      </div>
    );
  return (
    <div className="stack" ref={step}>
      {busy ? <Deriving title={working} help={t.unlock.openingHelp} /> : null}
      <form
        className="form"
        noValidate
        hidden={busy}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {refusal === null ? null : <Failure refusal={refusal} />}
        <PassphraseField
          label={t.security.kitPassphrase}
          help={help}
          value={passphrase}
          change={setPassphrase}
          tried={tries > 0}
        />
        {children}
        <div className="form-actions">
          <Button type="submit" look="primary">
            {name}
          </Button>
          <Button look="subtle" onClick={close}>
            {t.common.cancel}
          </Button>
        </div>
      </form>
    </div>
  );
};
