import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { useStart } from './dossier.tsx';

/** Which instrument: for whom it is and how it is taken, before it starts. */
export const Choose = ({ dossier }: { readonly dossier: string }) => {
  const t = useTexts();
  const { go } = useSession();
  const [read] = useRead('instruments.list', {});
  const start = useStart(dossier);
  return (
    <div className="page page-middle">
      <div className="page-head">
        <div>
          <button type="button" className="crumb" onClick={() => go({ kind: 'dossier', dossier })}>
            {t.common.back}
          </button>
          <Heading level={1}>{t.dossier.chooseTitle}</Heading>
          <Paragraph tone="soft">{t.dossier.chooseIntro}</Paragraph>
        </div>
      </div>
      {start.refusal === null ? null : <Failure refusal={start.refusal} />}
      <Loaded read={read}>
        {({ instruments, refused }) => (
          <>
            <ul className="instruments">
              {instruments.map((one) => (
                <li key={one.id} className="card instrument">
                  <div className="instrument-head">
                    <Heading level={2} look={3}>
                      {one.title}
                    </Heading>
                    <Paragraph tone="soft">{one.subtitle}</Paragraph>
                  </div>
                  <dl className="facts">
                    <div>
                      <dt>{t.dossier.forWhom}</dt>
                      <dd>{one.audience}</dd>
                    </div>
                    <div>
                      <dt>{t.dossier.how}</dt>
                      <dd>{one.howTaken}</dd>
                    </div>
                  </dl>
                  <div className="instrument-foot">
                    <span className="row-meta">{t.dossier.questions(one.questions)}</span>
                    <Button
                      look="primary"
                      busy={start.busy}
                      name={t.dossier.beginNamed(one.title)}
                      onClick={() => start.begin(one.id)}
                    >
                      {t.dossier.begin}
                    </Button>
                  </div>
                </li>
              ))}
            </ul>
            {refused.length === 0 ? null : (
              <Notice tone="warn" title={t.dossier.refused}>
                <ul>
                  {refused.map((one) => (
                    <li key={`${one.file}${one.at}`}>
                      <span className="path">{one.file}</span> {one.message}
                    </li>
                  ))}
                </ul>
              </Notice>
            )}
          </>
        )}
      </Loaded>
    </div>
  );
};
