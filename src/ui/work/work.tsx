import { useRef, useState } from 'react';
import type { WorkKind, WorkList } from '#host/contract.ts';
import { BackupLate } from '../backup/late.tsx';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Icon } from '../parts/icon.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { SchoolEntry } from '../school/entry.tsx';
import { SheetsGone } from '../security/sheets-gone.tsx';
import { useDraft, useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { useMinute } from './clock.ts';
import { Drafts } from './drafts.tsx';
import { Line } from './line.tsx';

const groups = ['nu', 'vandaag', 'week', 'later'] as const;
const kinds: readonly WorkKind[] = [
  'venster',
  'termijn',
  'plicht',
  'verwijzing',
  'meldcode',
  'afspraak',
  'vragenlijst',
  'opnieuw',
];

type Asked = { readonly kind: WorkKind | null; readonly from: number };

/** What is due, over all dossiers: the first thing one sees, and from each line in one key to where it is done. */
export const Work = () => {
  const [asked, setAsked] = useDraft<Asked>('work-list', { kind: null, from: 0 });
  const [read, put] = useRead('work.list', asked);
  const { ask } = useSession();
  const refresh = async () => {
    const reply = await ask('work.list', asked);
    if (reply.ok) put(reply.value);
  };
  return (
    <Loaded read={read}>
      {(list) =>
        list.dossiers === 0 ? (
          <FirstDay />
        ) : (
          <List list={list} asked={asked} setAsked={setAsked} refresh={() => void refresh()} />
        )
      }
    </Loaded>
  );
};

const List = ({
  list,
  asked,
  setAsked,
  refresh,
}: {
  readonly list: WorkList;
  readonly asked: Asked;
  readonly setAsked: (asked: Asked) => void;
  readonly refresh: () => void;
}) => {
  const t = useTexts();
  const { go } = useSession();
  const now = useMinute();
  const [handled, setHandled] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const whole = kinds.reduce((sum, kind) => sum + list.counts[kind], 0);

  /** Along the lines with the arrows, also from one group into the next. */
  const walk = (event: React.KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    if (!(event.target instanceof HTMLElement) || !event.target.classList.contains('work-open')) return;
    const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('.work-open')];
    const next = lines[lines.indexOf(event.target) + (event.key === 'ArrowDown' ? 1 : -1)];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };

  return (
    <div className="page work">
      <div className="page-head">
        <div>
          <Heading level={1} focusable ref={title}>
            {t.work.title}
          </Heading>
          <Paragraph tone="soft">
            {t.work.intro} {t.work.keys}
          </Paragraph>
        </div>
        <div className="page-ways">
          <Button look="primary" onClick={() => go({ kind: 'new-dossier' })}>
            {t.dossiers.start}
          </Button>
          <SchoolEntry />
        </div>
      </div>
      <SheetsGone />
      <p role="status" className="work-said">
        {handled ? t.work.saved : ''}
      </p>
      {list.damaged === 0 ? null : (
        <Notice tone="danger" title={t.work.damaged(list.damaged)}>
          <p className="notice-action">
            <Button onClick={() => go({ kind: 'check' })}>{t.work.toCheck}</Button>
          </p>
        </Notice>
      )}
      {whole === 0 ? null : (
        <fieldset className="pills work-filter">
          <legend className="field-label">{t.work.filter}</legend>
          {([null, ...kinds] as const)
            .filter((kind) => kind === null || kind === asked.kind || list.counts[kind] > 0)
            .map((kind) => (
              <button
                key={kind ?? 'all'}
                type="button"
                className="pill"
                aria-pressed={asked.kind === kind}
                onClick={() => setAsked({ kind, from: 0 })}
              >
                {kind === null
                  ? t.work.counted(t.work.all, whole)
                  : t.work.counted(t.work.kinds[kind], list.counts[kind])}
              </button>
            ))}
        </fieldset>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows only move the focus between the buttons in it */}
      <div onKeyDown={walk} className="work-groups">
        {groups.map((group) => {
          const lines = list.lines.filter((line) => line.group === group);
          if (lines.length === 0) return null;
          return (
            <section key={group} aria-labelledby={`work-${group}`} className="work-group">
              <div className="work-group-head">
                <Heading level={2} look={3} id={`work-${group}`}>
                  {t.work.groups[group]}
                </Heading>
                <span className="row-meta">{t.work.groupCount(list.groups[group])}</span>
              </div>
              <ul className="rows">
                {lines.map((line) => (
                  <Line
                    key={`${line.dossier} ${line.id}`}
                    line={line}
                    again={list.again}
                    today={list.today}
                    now={now}
                    onHandled={() => {
                      setHandled(true);
                      title.current?.focus();
                      refresh();
                    }}
                  />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
      {whole > 0 && list.found === 0 ? <Paragraph tone="soft">{t.work.noneOfKind}</Paragraph> : null}
      {whole > 0 ? null : (
        <section className="card stack">
          <Heading level={2} look={3}>
            {t.work.nothing}
          </Heading>
          <Paragraph tone="soft">{t.work.nothingHelp}</Paragraph>
          <div className="form-actions">
            <Button onClick={() => go({ kind: 'dossiers' })}>{t.work.toDossiers}</Button>
          </div>
        </section>
      )}
      <Pages list={list} turn={(from) => setAsked({ ...asked, from })} />
      <Drafts />
      <BackupLate />
    </div>
  );
};

const Pages = ({ list, turn }: { readonly list: WorkList; readonly turn: (from: number) => void }) => {
  const t = useTexts();
  const { from, found, lines, size } = list;
  const after = from + lines.length < found;
  if (from === 0 && !after) return null;
  const to = (place: number) => {
    turn(place);
    window.scrollTo({ top: 0 });
  };
  return (
    <nav className="pages" aria-label={t.work.pages}>
      {from > 0 ? <Button onClick={() => to(Math.max(0, from - size))}>{t.work.previous}</Button> : null}
      <span role="status">{t.work.shown(from + 1, from + lines.length, found)}</span>
      {after ? <Button onClick={() => to(from + size)}>{t.work.next}</Button> : null}
    </nav>
  );
};

/** The very first day: what comes first, and what keeps the work from being lost. */
const FirstDay = () => {
  const t = useTexts();
  const { go } = useSession();
  const { signal, kit, backup } = t.work.firstSteps;
  return (
    <div className="page page-narrow empty work-first">
      <span className="empty-mark" aria-hidden="true">
        <Icon name="clock" />
      </span>
      <Heading level={1}>{t.work.firstTitle}</Heading>
      <Paragraph tone="lead">{t.work.firstIntro}</Paragraph>
      <ol className="work-steps">
        <li>
          <p className="line-title">{signal.title}</p>
          <p>{signal.text}</p>
          <Button look="primary" onClick={() => go({ kind: 'new-dossier' })}>
            {t.work.firstGo}
          </Button>
          <SchoolEntry />
        </li>
        <li>
          <p className="line-title">{kit.title}</p>
          <p>{kit.text}</p>
          <Button onClick={() => go({ kind: 'security' })}>{t.work.firstKit}</Button>
        </li>
        <li>
          <p className="line-title">{backup.title}</p>
          <p>{backup.text}</p>
          <Button onClick={() => go({ kind: 'backup' })}>{t.work.firstBackup}</Button>
        </li>
      </ol>
    </div>
  );
};
