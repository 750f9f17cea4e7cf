import { useRef, useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import { useFirstWrong } from '../parts/arrive.ts';
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

/** A new passphrase, for who knows the one of now. What is typed here is kept nowhere, also not over a lock. */
export const ChangePassphrase = ({ vault }: { readonly vault: string }) => {
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
    const reply = await ask('keys.passphrase', { before: asBytes(typed.before), after: asBytes(typed.after) });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    close();
    setDone(true);
  };

  return (
    <section className="card stack" aria-labelledby="sec-passphrase">
      <Heading level={2} look={3} id="sec-passphrase">
        {t.security.passphrase}
      </Heading>
      <Paragraph tone="soft">{t.security.passphraseHelp}</Paragraph>
      {done ? (
        <Notice tone="good" title={t.security.changed} live>
          <p>{t.security.changedHelp}</p>
        </Notice>
      ) : null}
      {busy ? <Deriving title={t.security.changing} help={t.unlock.creatingHelp} /> : null}
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
              {t.security.change}
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
            {t.security.change}
          </Button>
        </div>
      )}
    </section>
  );
};
