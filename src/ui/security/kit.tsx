import { useRef, useState } from 'react';
import type { KeysView, KitView, Refusal } from '#host/contract.ts';
import { fullDate } from '../moment.ts';
import { useFirstWrong, useNextStep } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Tick } from '../parts/choice.tsx';
import { TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useSession } from '../session.tsx';
import { Deriving } from '../unlock/gate.tsx';
import { asBytes, useShown } from '../unlock/passphrase.tsx';
import { useTexts } from '../words.ts';
import { NewKit } from './new-kit.tsx';

type Given = { readonly view: KeysView; readonly put: (view: KeysView) => void };

/** The three sheets of paper of which two open the vault: how they stand, and making new ones. */
export const RecoveryKit = ({ view, put }: Given) => {
  const t = useTexts();
  const { ask } = useSession();
  const [fresh, setFresh] = useState<KitView | null>(null);
  const [confirmed, setConfirmed] = useState(false);
  const card = useRef<HTMLElement>(null);
  useNextStep(card, fresh === null ? `${confirmed}` : 'fresh');
  const confirm = (after: KeysView) => {
    put(after);
    setFresh(null);
    setConfirmed(true);
  };
  const leave = async () => {
    setFresh(null);
    const reply = await ask('keys.read', {});
    if (reply.ok) put(reply.value);
  };
  return (
    <section className="card stack" aria-labelledby="sec-kit" ref={card}>
      <Heading level={2} look={3} id="sec-kit">
        {t.security.kit}
      </Heading>
      <Paragraph tone="soft">{t.security.kitHelp}</Paragraph>
      {confirmed ? (
        <Notice tone="good" title={t.security.confirmed} live>
          <p>{t.security.confirmedHelp}</p>
        </Notice>
      ) : null}
      {fresh === null ? (
        <>
          <Standing view={view} />
          <Make
            view={view}
            made={(kit) => {
              setConfirmed(false);
              setFresh(kit);
            }}
          />
        </>
      ) : (
        <NewKit kit={fresh} confirmed={confirm} leave={() => void leave()} />
      )}
    </section>
  );
};

const Standing = ({ view: { kit, olderKit, kitsGone } }: Pick<Given, 'view'>) => {
  const t = useTexts();
  if (kit === null)
    return (
      <Notice tone="warn" title={kitsGone ? t.security.kitsGone : t.security.kitNone}>
        <p>{t.security.kitNoneHelp}</p>
      </Notice>
    );
  if (kit.confirmed === null)
    return (
      <Notice tone="warn" title={t.security.kitOpen(fullDate(kit.made))}>
        <p>{t.security.kitOpenHelp}</p>
        {olderKit ? <p>{t.security.kitOlder}</p> : null}
      </Notice>
    );
  return <Paragraph>{t.security.kitGood(kit.generation, fullDate(kit.confirmed))}</Paragraph>;
};

const Make = ({ view, made }: Pick<Given, 'view'> & { readonly made: (kit: KitView) => void }) => {
  const t = useTexts();
  const { ask } = useSession();
  const [open, setOpen] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const [lost, setLost] = useState(false);
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
  const make = async () => {
    setTries(tries + 1);
    setRefusal(null);
    if (passphrase === '') return;
    setBusy(true);
    const reply = await ask('keys.makeKit', { passphrase: asBytes(passphrase), lost });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    close();
    made(reply.value);
  };
  const name = view.kit === null ? t.security.kitMake : t.security.kitAgain;
  if (!open)
    return (
      <div className="form-actions" ref={step}>
        <Button look={view.kit === null ? 'primary' : 'secondary'} onClick={() => setOpen(true)}>
          {name}
        </Button>
      </div>
    );
  return (
    <div className="stack" ref={step}>
      {busy ? <Deriving title={t.security.kitMaking} help={t.unlock.openingHelp} /> : null}
      <form
        className="form"
        noValidate
        hidden={busy}
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        {refusal === null ? null : <Failure refusal={refusal} />}
        <TextField
          label={t.security.kitPassphrase}
          help={t.security.kitPassphraseHelp}
          type={shown.type}
          autoComplete="current-password"
          value={passphrase}
          onChange={setPassphrase}
          error={tries > 0 && passphrase === '' ? t.unlock.passphraseNeeded : null}
        />
        {shown.toggle}
        {view.kit === null ? null : (
          <Tick label={t.security.kitLost} help={t.security.kitLostHelp} checked={lost} onChange={setLost} />
        )}
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
