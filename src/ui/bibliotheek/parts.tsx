import type { ReactNode } from 'react';
import type { BibliotheekView } from '#host/contract.ts';
import { fullDate } from '../moment.ts';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import type { Reading } from './bibliotheek.tsx';

export const parts = ['cards', 'instruments', 'frames', 'laws', 'terms', 'blocks', 'measures', 'own', 'keys'] as const;
export type Part = (typeof parts)[number];

type Given = { readonly view: BibliotheekView; readonly open: (reading: Reading) => void };

/** The part of the bibliotheek that was chosen. */
export const Parts = ({ part, ...given }: Given & { readonly part: Part }) => {
  const t = useTexts();
  return (
    <section className="stack" aria-labelledby="lib-part">
      <Heading level={2} id="lib-part">
        {t.bibliotheek.parts[part]}
      </Heading>
      <Chosen part={part} {...given} />
    </section>
  );
};

const Chosen = ({ part, view, open }: Given & { readonly part: Part }) => {
  const t = useTexts();
  switch (part) {
    case 'cards':
      return (
        <ul className="lib-list">
          {view.cards.map(({ id, title, text }) => (
            <li key={id} className="card lib-one">
              <p className="line-title">{title}</p>
              <p>{text}</p>
              <p>
                <Button look="subtle" name={t.bibliotheek.openOne(title)} onClick={() => open({ kind: 'card', id })}>
                  {t.bibliotheek.open}
                </Button>
              </p>
            </li>
          ))}
        </ul>
      );
    case 'instruments':
      return <Instruments view={view} open={open} />;
    case 'frames':
      return (
        <>
          <Paragraph tone="soft">{t.bibliotheek.framesHelp}</Paragraph>
          {view.frames.map((frame) => (
            <section key={frame.id} className="card stack">
              <Heading level={3}>{frame.title}</Heading>
              <p>{frame.forWhom}</p>
              <ol className="lib-list">
                {frame.questions.map((one) => (
                  <li key={one.id} className="lib-question">
                    <p className="line-title">{one.text}</p>
                    <p>{one.help}</p>
                  </li>
                ))}
              </ol>
              <Source>{`${frame.version}. ${frame.source}`}</Source>
            </section>
          ))}
        </>
      );
    case 'laws':
      return <Laws view={view} />;
    case 'terms':
      return (
        <dl className="learn-terms">
          {view.terms.map(({ term, explanation, source }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>
                {explanation}
                <span className="source lib-source">{source}</span>
              </dd>
            </div>
          ))}
        </dl>
      );
    case 'blocks':
      return (
        <>
          <Paragraph tone="soft">{t.bibliotheek.blocksHelp}</Paragraph>
          {view.blocks.map((one) => (
            <section key={one.code} className="card stack">
              <Heading level={3}>{one.label}</Heading>
              <p>{one.reason}</p>
              <Source>{one.source}</Source>
            </section>
          ))}
        </>
      );
    case 'measures':
      return (
        <>
          <Paragraph tone="soft">{t.bibliotheek.measuresHelp}</Paragraph>
          {view.measures.map((one) => (
            <section key={one.code} className="card stack">
              <Heading level={3}>{one.label}</Heading>
              <p>
                <strong>{t.bibliotheek.hours(one.hours)}</strong>
              </p>
              <p>{one.text}</p>
              <Source>{one.source}</Source>
            </section>
          ))}
        </>
      );
    case 'own':
      return <Own />;
    case 'keys':
      return (
        <dl className="facts facts-keys">
          {t.settings.keyRows.map(([key, meaning]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      );
  }
};

const Source = ({ children }: { readonly children: ReactNode }) => {
  const t = useTexts();
  return (
    <p className="source">
      {t.bibliotheek.source}: {children}
    </p>
  );
};

const Instruments = ({ view, open }: Given) => {
  const t = useTexts();
  const { go } = useSession();
  const rows = view.instruments.map((one) => (
    <section key={one.id} className="card stack">
      <div>
        <Heading level={3}>{one.title}</Heading>
        <p className="row-meta">
          {one.subtitle} · {t.bibliotheek.count(one.questions)} · {t.bibliotheek.version(one.version, one.rulesVersion)}
          {one.own ? ` · ${t.bibliotheek.ownMark}` : ''}
        </p>
      </div>
      <dl className="facts">
        <div>
          <dt>{t.bibliotheek.audience}</dt>
          <dd>{one.audience}</dd>
        </div>
        <div>
          <dt>{t.bibliotheek.howTaken}</dt>
          <dd>{one.howTaken}</dd>
        </div>
      </dl>
      <Disclosure
        summary={
          <>
            {t.bibliotheek.limits}
            <span className="unseen">: {one.title}</span>
          </>
        }
      >
        <ul className="bullets">
          {one.limits.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Disclosure>
      <Disclosure
        summary={
          <>
            {t.bibliotheek.sources}
            <span className="unseen">: {one.title}</span>
          </>
        }
      >
        <p className="source">
          {t.bibliotheek.formSource}: {one.source}
        </p>
        <p className="source">
          {t.bibliotheek.rulesSource}: {one.rulesSource}
        </p>
      </Disclosure>
      <div className="page-ways">
        <Button name={t.bibliotheek.readAllOf(one.title)} onClick={() => open({ kind: 'questions', id: one.id })}>
          {t.bibliotheek.readAll}
        </Button>
        <Button
          look="subtle"
          name={t.paper.blankOf(one.title)}
          onClick={() => go({ kind: 'forms', instrument: one.id })}
        >
          {t.paper.blank}
        </Button>
      </div>
    </section>
  ));
  return (
    <>
      <div className="card card-head">
        <Paragraph tone="soft">{t.paper.inLibraryHelp}</Paragraph>
        <Button icon="letter" onClick={() => go({ kind: 'forms' })}>
          {t.paper.inLibrary}
        </Button>
      </div>
      {rows}
    </>
  );
};

const Laws = ({ view }: { readonly view: BibliotheekView }) => {
  const t = useTexts();
  return view.laws.map((law) => (
    <section key={law.id} className="card stack">
      <Heading level={3}>{law.title}</Heading>
      <ul className="lib-list">
        {law.versions.map((one) => (
          <li key={one.code} className="lib-question">
            <p className="line-title">
              {t.bibliotheek.lawStatus[one.status]}
              {one.from === null ? '' : `, ${t.bibliotheek.from(fullDate(one.from))}`}
              {one.until === null ? '' : `, ${t.bibliotheek.until(fullDate(one.until))}`}
            </p>
            {one.article === null ? null : <p>{one.article}</p>}
            {one.note === null ? null : <p>{one.note}</p>}
            <Source>{one.source}</Source>
          </li>
        ))}
      </ul>
    </section>
  ));
};

/** What the organisation added, and what of it Baken does not use. */
const Own = () => {
  const t = useTexts();
  const [read] = useRead('instruments.list', {});
  return (
    <Loaded read={read}>
      {({ own, refused }) => (
        <>
          <Paragraph tone="soft">{t.bibliotheek.ownHelp}</Paragraph>
          {own.length === 0 ? (
            <Paragraph>{t.bibliotheek.noOwn}</Paragraph>
          ) : (
            <ul className="bullets">
              {own.map((path) => (
                <li key={path}>{path}</li>
              ))}
            </ul>
          )}
          <Heading level={3}>{t.bibliotheek.refused}</Heading>
          {refused.length === 0 ? (
            <Paragraph>{t.bibliotheek.noRefused}</Paragraph>
          ) : (
            <ul className="bullets">
              {refused.map(({ file, at, message }) => (
                <li key={`${file} ${at} ${message}`}>
                  <strong>{[file, at].filter(Boolean).join(', ')}: </strong>
                  {message}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Loaded>
  );
};
