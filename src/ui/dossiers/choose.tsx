import { useState } from 'react';
import { Button } from '../parts/button.tsx';
import { Radios } from '../parts/choice.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { useStart } from './dossier.tsx';

const nobody = 'nobody';

/** Which instrument: for whom it is and how it is taken, before it starts. */
export const Choose = ({
  dossier,
  from,
  instrument,
}: {
  readonly dossier: string;
  readonly from: string | null;
  /** What an outcome asks to start: shown first. */
  readonly instrument: string | null;
}) => {
  const t = useTexts();
  const { go } = useSession();
  const [read] = useRead('instruments.list', {});
  const [people] = useRead('dossiers.read', { dossier });
  const [about, setAbout] = useState<string | null>(null);
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
      <Loaded read={people}>
        {(view) =>
          view.people.length === 0 ? null : (
            <div className="card">
              <Radios
                legend={t.dossier.chooseAbout}
                choices={[
                  ...view.people.map(({ id, label }) => ({ code: id, label })),
                  { code: nobody, label: t.dossier.chooseNobody, help: t.dossier.chooseAboutHelp, quiet: true },
                ]}
                value={about ?? nobody}
                onChange={(code) => setAbout(code === nobody ? null : code)}
              />
            </div>
          )
        }
      </Loaded>
      <Loaded read={read}>
        {({ instruments, refused, own }) => (
          <>
            <ul className="instruments">
              {instruments
                .toSorted((a, b) => Number(b.id === instrument) - Number(a.id === instrument))
                .map((one) => (
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
                        onClick={() => start.begin(one.id, from, about)}
                      >
                        {t.dossier.begin}
                      </Button>
                    </div>
                  </li>
                ))}
            </ul>
            {own.length === 0 ? null : (
              <Paragraph tone="small">
                {t.dossier.own} {own.join(', ')}
              </Paragraph>
            )}
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
