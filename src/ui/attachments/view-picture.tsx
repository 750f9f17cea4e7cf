import { useEffect, useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import { Waiting } from '../parts/loading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { type Attachment, readWhole } from './sending.ts';

type Shown =
  | { readonly kind: 'reading' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'here'; readonly address: string };

/** A picture in the window alone: its address is made here, of bytes in memory, and taken back when it is closed. */
export const ViewPicture = ({ dossier, one }: { readonly dossier: string; readonly one: Attachment }) => {
  const t = useTexts();
  const { ask } = useSession();
  const [shown, setShown] = useState<Shown>({ kind: 'reading' });
  const [broken, setBroken] = useState(false);
  const { attachment, type } = one;
  useEffect(() => {
    let address: string | undefined;
    let current = true;
    readWhole(ask, dossier, attachment).then((read) => {
      if (!current) return;
      if ('kind' in read) return setShown({ kind: 'refused', refusal: read });
      address = URL.createObjectURL(
        new Blob(
          read.map((part) => part.slice()),
          { type },
        ),
      );
      setShown({ kind: 'here', address });
    });
    return () => {
      current = false;
      if (address !== undefined) URL.revokeObjectURL(address);
    };
  }, [ask, dossier, attachment, type]);
  if (shown.kind === 'reading') return <Waiting />;
  if (shown.kind === 'refused') return <Failure refusal={shown.refusal} />;
  if (broken) return <Notice tone="warn" title={t.attachments.noPicture} live />;
  return (
    <figure className="attachment-picture" aria-label={t.attachments.shownHere(one.name)}>
      <img src={shown.address} alt={t.attachments.pictureOf(one.name)} onError={() => setBroken(true)} />
    </figure>
  );
};
