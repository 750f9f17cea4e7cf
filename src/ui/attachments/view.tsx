import { useEffect, useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import { Waiting } from '../parts/loading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Preview } from '../referral/preview.tsx';
import { useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { type Attachment, readWhole } from './sending.ts';

type Read =
  | { readonly kind: 'reading' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'here'; readonly bytes: Uint8Array<ArrayBuffer> };

/** An attachment in the window alone, drawn of bytes in memory that go when it is closed. */
export const View = ({ dossier, one }: { readonly dossier: string; readonly one: Attachment }) => {
  const t = useTexts();
  const { ask } = useSession();
  const [read, setRead] = useState<Read>({ kind: 'reading' });
  const { attachment } = one;
  useEffect(() => {
    let current = true;
    readWhole(ask, dossier, attachment).then((found) => {
      if (!current) return;
      setRead('kind' in found ? { kind: 'refused', refusal: found } : { kind: 'here', bytes: found });
    });
    return () => {
      current = false;
    };
  }, [ask, dossier, attachment]);
  if (read.kind === 'reading') return <Waiting />;
  if (read.kind === 'refused') return <Failure refusal={read.refusal} />;
  return one.shown === 'pdf' ? (
    <Preview pdf={read.bytes} title={t.attachments.shownHere(one.name)} />
  ) : (
    <Picture one={one} bytes={read.bytes} />
  );
};

/** Its address is made here, and taken back when it is closed. */
const Picture = ({ one, bytes }: { readonly one: Attachment; readonly bytes: Uint8Array<ArrayBuffer> }) => {
  const t = useTexts();
  const [address, setAddress] = useState<string | null>(null);
  const [broken, setBroken] = useState(false);
  const { type } = one;
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  if (address === null) return <Waiting />;
  if (broken) return <Notice tone="warn" title={t.attachments.noPicture} live />;
  return (
    <figure className="attachment-picture" aria-label={t.attachments.shownHere(one.name)}>
      <img src={address} alt={t.attachments.pictureOf(one.name)} onError={() => setBroken(true)} />
    </figure>
  );
};
