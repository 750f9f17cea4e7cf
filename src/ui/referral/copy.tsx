import { useRef, useState } from 'react';
import type { Output, Refusal } from '#host/contract.ts';
import { clearClipboard, KEEP_SECONDS, putOnClipboard } from '../clipboard.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { newIntent, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import type { LetterChoices } from './letter.tsx';

type Parts = Output<'referral.copy'>['parts'];

/** The letter part by part, in the order of the form of the recipient, so that nothing is typed twice. */
export const CopyParts = ({
  choices,
  referral,
  onShown,
}: {
  readonly choices: LetterChoices;
  readonly referral: string | null;
  readonly onShown: (referral: string) => void;
}) => {
  const t = useTexts();
  const { ask } = useSession();
  const [parts, setParts] = useState<Parts | null>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [said, setSaid] = useState('');
  const [copied, setCopied] = useState(false);
  const intent = useRef(referral ?? newIntent());

  const show = async () => {
    setBusy(true);
    setRefusal(null);
    const reply = await ask('referral.copy', { ...choices, intent: intent.current });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    onShown(reply.value.referral);
    setParts(reply.value.parts);
  };
  const copy = async (heading: string, text: string) => {
    const done = await putOnClipboard(text);
    setCopied(copied || done);
    setSaid(done ? t.loop.copied(heading) : t.loop.notCopied);
  };

  return (
    <section className="card stack copy-parts" aria-labelledby="copy-parts">
      <Heading level={2} look={3} id="copy-parts">
        {t.loop.copyTitle}
      </Heading>
      <Paragraph tone="soft">{t.loop.copyHelp}</Paragraph>
      {refusal === null ? null : <Failure refusal={refusal} />}
      {parts === null ? (
        <Button busy={busy} onClick={() => void show()}>
          {t.loop.copyShow}
        </Button>
      ) : (
        <>
          <p role="status">{said}</p>
          {copied ? (
            <Notice tone="warn" title={t.loop.copyWarn}>
              <p>{t.loop.copyClears(KEEP_SECONDS)}</p>
              <p className="notice-action">
                <Button
                  onClick={() =>
                    void clearClipboard().then((done) => {
                      setSaid(done ? t.loop.cleared : t.loop.notCleared);
                      setCopied(!done);
                    })
                  }
                >
                  {t.loop.clear}
                </Button>
              </p>
            </Notice>
          ) : null}
          {parts.map(({ heading, text }) => (
            <section key={heading} className="copy-part">
              <div className="card-head">
                <Heading level={3} look={4}>
                  {heading}
                </Heading>
                <Button name={t.loop.copyOf(heading)} onClick={() => void copy(heading, text)}>
                  {t.loop.copy}
                </Button>
              </div>
              <p className="page-text">{text}</p>
            </section>
          ))}
        </>
      )}
    </section>
  );
};
