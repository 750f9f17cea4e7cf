import { type ReactNode, useRef, useState } from 'react';
import type { KeysView, Refusal } from '#host/contract.ts';
import { useFirstWrong, useNextStep } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useSession } from '../session.tsx';
import { Deriving } from '../unlock/gate.tsx';
import { Offer } from '../unlock/offer.tsx';
import { asBytes, useShown } from '../unlock/passphrase.tsx';
import { Strength } from '../unlock/strength.tsx';
import { useTexts } from '../words.ts';

const empty = { before: '', after: '', repeat: '' };

type Card = {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  readonly action: string;
  readonly busyTitle: string;
  readonly vault: string;
  /** Asks for it; nothing when it was done. */
  readonly send: (passphrases: { readonly before: Uint8Array; readonly after: Uint8Array }) => Promise<Refusal | null>;
  /** What is said when it was done. */
  readonly children: ReactNode;
};

/** A new passphrase, for who knows the one of now. What is typed here is kept nowhere, also not over a lock. */
const PassphraseCard = ({ id, title, help, action, busyTitle, vault, send, children }: Card) => {
  const t = useTexts();
  const { ask } = useSession();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState(empty);
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const shown = useShown();
  const form = useRef<HTMLFormElement>(null);
  useFirstWrong(form, tries);
  const card = useRef<HTMLElement>(null);
  useNextStep(card, busy ? null : `${open} ${done} ${refusal?.kind}`);
  const tried = tries > 0;
  const needed = (text: string) => (tried && text === '' ? t.unlock.passphraseNeeded : null);

  const close = () => {
    setTyped(empty);
    setTries(0);
    setRefusal(null);
    setOpen(false);
  };
  const change = async () => {
    setTries(tries + 1);
    setRefusal(null);
    if (typed.before === '' || typed.after === '' || typed.after !== typed.repeat) return;
    setBusy(true);
    const refused = await send({ before: asBytes(typed.before), after: asBytes(typed.after) });
    setBusy(false);
    if (refused !== null) return setRefusal(refused);
    close();
    setDone(true);
  };

  return (
    <section className="card stack" aria-labelledby={id} ref={card}>
      <Heading level={2} look={3} id={id}>
        {title}
      </Heading>
      <Paragraph tone="soft">{help}</Paragraph>
      {done ? children : null}
      {busy ? <Deriving title={busyTitle} help={t.unlock.creatingHelp} /> : null}
      {open ? (
        <form
          className="form"
          noValidate
          ref={form}
          hidden={busy}
          onSubmit={(event) => {
            event.preventDefault();
            void change();
          }}
        >
          {refusal === null ? null : <Failure refusal={refusal} />}
          <TextField
            label={t.security.before}
            type={shown.type}
            autoComplete="current-password"
            value={typed.before}
            onChange={(before) => setTyped({ ...typed, before })}
            error={needed(typed.before)}
          />
          <TextField
            label={t.security.after}
            type={shown.type}
            autoComplete="new-password"
            value={typed.after}
            onChange={(after) => setTyped({ ...typed, after })}
            error={needed(typed.after)}
          />
          <Strength client={ask} passphrase={typed.after} name={vault} />
          <Offer client={ask} take={(after) => setTyped({ ...typed, after })} show={shown.show} />
          <TextField
            label={t.security.repeat}
            type={shown.type}
            autoComplete="new-password"
            value={typed.repeat}
            onChange={(repeat) => setTyped({ ...typed, repeat })}
            error={tried && typed.after !== typed.repeat ? t.unlock.differ : null}
          />
          {shown.toggle}
          <div className="form-actions">
            <Button type="submit" look="primary">
              {action}
            </Button>
            <Button look="subtle" onClick={close}>
              {t.common.cancel}
            </Button>
          </div>
        </form>
      ) : (
        <div className="form-actions">
          <Button
            onClick={() => {
              setDone(false);
              setOpen(true);
            }}
          >
            {action}
          </Button>
        </div>
      )}
    </section>
  );
};

export const ChangePassphrase = ({ vault }: { readonly vault: string }) => {
  const t = useTexts();
  const { ask } = useSession();
  return (
    <PassphraseCard
      id="sec-passphrase"
      title={t.security.passphrase}
      help={t.security.passphraseHelp}
      action={t.security.change}
      busyTitle={t.security.changing}
      vault={vault}
      send={async (passphrases) => {
        const reply = await ask('keys.passphrase', passphrases);
        return reply.ok ? null : reply.error;
      }}
    >
      <Notice tone="good" title={t.security.changed} live>
        <p>{t.security.changedHelp}</p>
      </Notice>
    </PassphraseCard>
  );
};

/** New keys, for who thinks that somebody else knows the passphrase, and what a person has to do besides. */
export const RenewKeys = ({ vault, put }: { readonly vault: string; readonly put: (view: KeysView) => void }) => {
  const t = useTexts();
  const { ask, go } = useSession();
  return (
    <PassphraseCard
      id="sec-leaked"
      title={t.security.leaked}
      help={t.security.leakedHelp}
      action={t.security.leakedDo}
      busyTitle={t.security.leakedBusy}
      vault={vault}
      send={async (passphrases) => {
        const reply = await ask('keys.leaked', passphrases);
        if (reply.ok) put(reply.value);
        return reply.ok ? null : reply.error;
      }}
    >
      <Notice tone="good" title={t.security.leakedDone} live>
        <p>{t.security.leakedDoneHelp}</p>
      </Notice>
      <Notice tone="warn" title={t.security.leakedTodo}>
        <p>{t.security.leakedBackups}</p>
        <p>{t.security.leakedCopies}</p>
        <p>{t.security.leakedDossiers}</p>
        <Button onClick={() => go({ kind: 'backup' })}>{t.security.leakedToBackups}</Button>
      </Notice>
    </PassphraseCard>
  );
};
