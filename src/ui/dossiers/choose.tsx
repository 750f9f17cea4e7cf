import { useState } from 'react';
import type { InstrumentRow } from '#host/views.ts';
import { Button } from '../parts/button.tsx';
import { Radios } from '../parts/choice.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { useStart } from './dossier.tsx';

const nobody = 'nobody';

type OnPaper = {
  readonly blank: (instrument: string) => void;
  readonly take: (instrument: string) => void;
  /** Typing it in was begun before. */
  readonly begun: (instrument: string) => boolean;
};

/** Which instrument, and about whom: for whom it is and how it is taken, before it starts. */
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
  const { go, drafts } = useSession();
  const [read] = useRead('instruments.list', {});
  const [people] = useRead('dossiers.read', { dossier });
  const [about, setAbout] = useState<string | null>(null);
  const start = useStart(dossier);
  const begin = (id: string) => start.begin(id, from, about);
  const onPaper: OnPaper = {
    blank: (id) => go({ kind: 'forms', instrument: id, dossier }),
    take: (id) => go({ kind: 'paper', dossier, instrument: id, ...(about === null ? {} : { about }) }),
    begun: (id) => drafts.has(`paper ${dossier} ${id}`),
  };
  return (
    <div className="page page-middle">
      <div className="page-head">
        <div>
          <button
            type="button"
            className="crumb"
            onClick={() =>
              go(from === null ? { kind: 'dossier', dossier } : { kind: 'assessment', dossier, assessment: from })
            }
          >
            {t.common.back}
          </button>
          <Heading level={1}>{t.dossier.chooseTitle}</Heading>
          <Paragraph tone="soft">{t.dossier.chooseIntro}</Paragraph>
        </div>
      </div>
      {start.refusal === null ? null : <Failure refusal={start.refusal} />}
      <Loaded read={people}>
        {(view) =>
          view.people.length === 0 ? (
            <Notice tone="info">
              <p>{t.dossier.chooseNoPeople}</p>
              <p>
                <Button look="subtle" onClick={() => go({ kind: 'dossier', dossier })}>
                  {t.dossier.choosePeople}
                </Button>
              </p>
            </Notice>
          ) : (
            <div className="card choose-about">
              <Radios
                legend={t.dossier.chooseAbout}
                choices={[
                  ...view.people.map(({ id, label, role }) => ({
                    code: id,
                    label,
                    help: t.dossier.roles[role],
                  })),
                  { code: nobody, label: t.dossier.chooseNobody, quiet: true },
                ]}
                value={about ?? nobody}
                onChange={(code) => setAbout(code === nobody ? null : code)}
              />
              <Paragraph tone="small">{t.dossier.chooseAboutHelp}</Paragraph>
            </div>
          )
        }
      </Loaded>
      {/* not before the part above it: a button that moves under the pointer is not pressed, or another one is */}
      <Loaded read={people.kind === 'loading' ? people : read}>
        {({ instruments, refused, own }) => {
          const asked = instruments.filter(({ id }) => id === instrument);
          return (
            <>
              {asked.length === 0 ? null : (
                <section className="stack" aria-labelledby="asked">
                  <Heading level={2} look={3} id="asked">
                    {t.dossier.chooseAsked}
                  </Heading>
                  <Instruments of={asked} busy={start.busy} begin={begin} onPaper={onPaper} />
                  <Heading level={2} look={3} id="others">
                    {t.dossier.chooseOthers}
                  </Heading>
                </section>
              )}
              <Instruments
                of={instruments.filter((one) => !asked.includes(one))}
                busy={start.busy}
                begin={begin}
                onPaper={onPaper}
                quiet={asked.length > 0}
              />
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
          );
        }}
      </Loaded>
    </div>
  );
};

const Instruments = ({
  of,
  busy,
  begin,
  onPaper,
  quiet = false,
}: {
  readonly of: readonly InstrumentRow[];
  readonly busy: boolean;
  readonly begin: (instrument: string) => void;
  readonly onPaper: OnPaper;
  /** Something else was asked for: these do not stand out. */
  readonly quiet?: boolean;
}) => {
  const t = useTexts();
  return (
    <ul className="instruments">
      {of.map((one) => (
        <li key={one.id} className="card instrument">
          <div className="instrument-head">
            <div>
              <Heading level={quiet ? 3 : 2} look={3}>
                {one.title}
              </Heading>
              <Paragraph tone="soft">{one.subtitle}</Paragraph>
            </div>
            <Button
              look={quiet ? 'secondary' : 'primary'}
              busy={busy}
              name={t.dossier.beginNamed(one.title)}
              onClick={() => begin(one.id)}
            >
              {t.dossier.begin}
            </Button>
          </div>
          <p className="instrument-whom">{one.audience}</p>
          <Disclosure summary={`${t.assessment.howTaken} · ${t.dossier.questions(one.questions)}`}>
            <p className="instrument-whom">{one.howTaken}</p>
          </Disclosure>
          <div className="page-ways">
            <Button
              look="subtle"
              name={onPaper.begun(one.id) ? t.paper.goOnOf(one.title) : t.paper.takeOf(one.title)}
              onClick={() => onPaper.take(one.id)}
            >
              {onPaper.begun(one.id) ? t.paper.goOn : t.paper.take}
            </Button>
            <Button look="subtle" name={t.paper.blankOf(one.title)} onClick={() => onPaper.blank(one.id)}>
              {t.paper.blank}
            </Button>
          </div>
        </li>
      ))}
    </ul>
  );
};
