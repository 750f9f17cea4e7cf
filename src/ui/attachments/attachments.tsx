import { useRef } from 'react';
import { useArrival } from '../parts/arrive.ts';
import { Heading } from '../parts/heading.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { AddAttachment } from './add.tsx';
import { OneAttachment } from './one.tsx';
import type { List } from './sending.ts';

/** The files of a dossier: what is there, and adding one. */
export const Attachments = ({ dossier }: { readonly dossier: string }) => {
  const [read, put] = useRead('attachment.list', { dossier });
  return <Loaded read={read}>{(list) => <Page dossier={dossier} list={list} put={put} />}</Loaded>;
};

const Page = ({
  dossier,
  list,
  put,
}: {
  readonly dossier: string;
  readonly list: List;
  readonly put: (list: List) => void;
}) => {
  const t = useTexts();
  const { go } = useSession();
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(heading, dossier);
  return (
    <div className="page page-dossier">
      <div className="page-head">
        <div>
          <button type="button" className="crumb" onClick={() => go({ kind: 'dossier', dossier })}>
            {t.attachments.back}
          </button>
          <Heading level={1} focusable ref={heading}>
            {t.attachments.title}
          </Heading>
        </div>
      </div>
      <div className="columns">
        <div className="column-main">
          <section className="card" aria-labelledby="attachments">
            <Heading level={2} look={3} id="attachments">
              {list.attachments.length === 0 ? t.attachments.none : t.attachments.list}
            </Heading>
            {list.attachments.length === 0 ? (
              <Paragraph tone="soft">{t.attachments.noneHelp}</Paragraph>
            ) : (
              <ul className="attachments">
                {list.attachments.map((one) => (
                  <OneAttachment key={one.attachment} dossier={dossier} one={one} put={put} />
                ))}
              </ul>
            )}
          </section>
        </div>
        <div className="column-side">
          <AddAttachment dossier={dossier} list={list} put={put} />
        </div>
      </div>
    </div>
  );
};
