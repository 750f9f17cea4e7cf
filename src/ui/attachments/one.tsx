import { useState } from 'react';
import { dayAndTime, fullDate } from '../moment.ts';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { useTexts } from '../words.ts';
import { CopyOut } from './copy-out.tsx';
import type { Attachment, List } from './sending.ts';
import { sizeInWords } from './size.ts';
import { View } from './view.tsx';
import { Withdraw } from './withdraw.tsx';

type Opened = 'view' | 'copy' | 'withdraw' | null;

/** One attachment: what it is, where it came from, and what can be done with it. */
export const OneAttachment = ({
  dossier,
  one,
  put,
}: {
  readonly dossier: string;
  readonly one: Attachment;
  readonly put: (list: List) => void;
}) => {
  const t = useTexts();
  const [opened, setOpened] = useState<Opened>(null);
  const toggle = (what: Exclude<Opened, null>) => () => setOpened(opened === what ? null : what);
  return (
    <li className={one.withdrawn === null ? 'attachment' : 'attachment attachment-withdrawn'}>
      <div className="attachment-head">
        <div className="line-main">
          <p className="line-title">{one.name}</p>
          <p className="row-meta">
            {t.attachments.fromWhom(t.attachments.origins[one.origin], one.from)} ·{' '}
            {one.on === null ? t.attachments.dayUnknown : t.attachments.ofDay(fullDate(one.on))} ·{' '}
            {sizeInWords(one.size)}
          </p>
          <p className="row-meta">{t.attachments.addedAt(dayAndTime(one.addedAt), one.addedBy)}</p>
        </div>
        <div className="attachment-tools">
          {one.shown === null ? null : (
            <Button
              name={`${opened === 'view' ? t.attachments.hide : t.attachments.show}: ${one.name}`}
              expanded={opened === 'view'}
              onClick={toggle('view')}
            >
              {opened === 'view' ? t.attachments.hide : t.attachments.show}
            </Button>
          )}
          <Button
            look="subtle"
            name={`${t.attachments.copy}: ${one.name}`}
            expanded={opened === 'copy'}
            onClick={toggle('copy')}
          >
            {t.attachments.copy}
          </Button>
          {one.withdrawn === null ? (
            <Button
              look="subtle"
              name={`${t.attachments.withdraw}: ${one.name}`}
              expanded={opened === 'withdraw'}
              onClick={toggle('withdraw')}
            >
              {t.attachments.withdraw}
            </Button>
          ) : null}
        </div>
      </div>
      {one.withdrawn === null ? null : (
        <p className="attachment-why">{t.attachments.withdrawn(dayAndTime(one.withdrawn.at), one.withdrawn.reason)}</p>
      )}
      {opened === 'view' ? <View dossier={dossier} one={one} /> : null}
      {opened === 'copy' ? <CopyOut dossier={dossier} one={one} /> : null}
      {opened === 'withdraw' ? (
        <Withdraw
          dossier={dossier}
          one={one}
          done={(list) => {
            setOpened(null);
            put(list);
          }}
          cancel={() => setOpened(null)}
        />
      ) : null}
      <Disclosure summary={t.attachments.details}>
        <p>{t.attachments.traces[one.traces]}</p>
        {one.shown !== null ? null : <p>{t.attachments.notShown}</p>}
        <p className="row-meta">{t.attachments.hash}</p>
        <p className="path">{one.sha256}</p>
      </Disclosure>
    </li>
  );
};
