import { useRef, useState } from 'react';
import type { KeysView, KitView } from '#host/contract.ts';
import { fullDate } from '../moment.ts';
import { useNextStep } from '../parts/arrive.ts';
import { Tick } from '../parts/choice.tsx';
import { Heading } from '../parts/heading.tsx';
import { Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { NewKit } from './new-kit.tsx';
import { PassphraseAgain } from './passphrase-again.tsx';

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
  const [lost, setLost] = useState(false);
  return (
    <PassphraseAgain
      name={view.kit === null ? t.security.kitMake : t.security.kitAgain}
      look={view.kit === null ? 'primary' : 'secondary'}
      help={t.security.kitPassphraseHelp}
      working={t.security.kitMaking}
      ask={(passphrase) => ask('keys.makeKit', { passphrase, lost })}
      done={made}
    >
      {view.kit === null ? null : (
        <Tick label={t.security.kitLost} help={t.security.kitLostHelp} checked={lost} onChange={setLost} />
      )}
    </PassphraseAgain>
  );
};
