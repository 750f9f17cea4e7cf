import { useRef, useState } from 'react';
import type { KeysView, Refusal } from '#host/contract.ts';
import { useNextStep } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { PassphraseAgain } from './passphrase-again.tsx';

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
        <PassphraseAgain
          name={t.security.accountTurnOn}
          help={t.security.accountPassphraseHelp}
          working={t.security.accountTurning}
          ask={(passphrase) => ask('keys.accountOn', { passphrase })}
          done={(after) => {
            put(after);
            setTurned(t.security.accountTurnedOn);
          }}
        />
      ) : null}
    </section>
  );
};
