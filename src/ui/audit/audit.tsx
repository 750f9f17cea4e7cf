import { useEffect, useRef, useState } from 'react';
import type { AuditFilter, AuditPageView, Refusal } from '#host/contract.ts';
import { DamageList } from '../check/damage.tsx';
import { useArrival, useFirstWrong } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Waiting } from '../parts/loading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { Select } from '../parts/select.tsx';
import { useDraft, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { Lines } from './lines.tsx';
import { SaveAudit } from './save.tsx';

type Cursor = AuditPageView['next'];

const everything = (dossier: string | null): AuditFilter => ({
  group: null,
  dossier,
  person: null,
  result: null,
  from: null,
  until: null,
});

/** Who did what, the newest first; of the whole vault or of one dossier. */
export const Audit = ({ dossier = null }: { readonly dossier?: string | null }) => {
  const t = useTexts();
  const { ask, go } = useSession();
  const [filter, setFilter, dropFilter] = useDraft(`audit ${dossier ?? ''}`, everything(dossier));
  /** The pages gone through, by where each begins: the last is the one that is shown. */
  const [trail, setTrail] = useState<readonly Cursor[]>([null]);
  const [page, setPage] = useState<AuditPageView | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(heading, dossier ?? 'audit');

  useEffect(() => {
    let current = true;
    setRefusal(null);
    void ask('audit.page', { from: trail.at(-1) ?? null, filter }).then((reply) => {
      if (!current) return;
      if (reply.ok) setPage(reply.value);
      else setRefusal(reply.error);
    });
    return () => {
      current = false;
    };
  }, [ask, filter, trail]);

  const look = (next: AuditFilter) => {
    setPage(null);
    setTrail([null]);
    setFilter(next);
  };
  const clear = () => {
    look(everything(dossier));
    dropFilter();
  };
  const turn = (next: readonly Cursor[]) => {
    setTrail(next);
    heading.current?.focus();
  };

  return (
    <div className="page page-middle">
      <div>
        <button
          type="button"
          className="crumb"
          onClick={() => go(dossier === null ? { kind: 'settings' } : { kind: 'dossier', dossier })}
        >
          {dossier === null ? t.audit.toSettings : t.audit.toDossier}
        </button>
        <Heading level={1} focusable ref={heading}>
          {dossier === null ? t.audit.title : t.audit.ofDossier}
        </Heading>
        <Paragraph>{dossier === null ? t.audit.intro : t.audit.ofDossierHelp}</Paragraph>
      </div>
      <Filter
        name={`audit typed ${dossier ?? ''}`}
        filter={filter}
        look={look}
        none={everything(dossier)}
        clear={clear}
      />
      <section className="card stack" aria-labelledby="audit-lines" aria-busy={page === null && refusal === null}>
        <Heading level={2} look={3} id="audit-lines">
          {t.audit.lines(trail.length)}
        </Heading>
        {refusal === null ? null : <Failure refusal={refusal} />}
        {page === null ? (
          refusal === null ? (
            <Waiting />
          ) : null
        ) : (
          <>
            {page.damage.length === 0 ? null : (
              <Notice tone="danger" title={t.audit.damage}>
                <p>{t.audit.damageHelp}</p>
                <DamageList damage={page.damage} here />
              </Notice>
            )}
            {page.lines.length === 0 ? (
              <>
                <p>{t.audit.none}</p>
                <Paragraph tone="soft">{t.audit.noneHelp}</Paragraph>
              </>
            ) : (
              <Lines lines={page.lines} />
            )}
            <div className="form-actions">
              {trail.length > 1 ? <Button onClick={() => turn(trail.slice(0, -1))}>{t.audit.newer}</Button> : null}
              {page.next === null ? null : <Button onClick={() => turn([...trail, page.next])}>{t.audit.older}</Button>}
            </div>
            {page.next === null ? <Paragraph tone="soft">{t.audit.atEnd}</Paragraph> : null}
          </>
        )}
      </section>
      <SaveAudit filter={filter} />
    </div>
  );
};

const Filter = ({
  name,
  filter,
  look,
  none,
  clear,
}: {
  /** Under which what is chosen and not looked for yet is kept. */
  readonly name: string;
  readonly filter: AuditFilter;
  readonly look: (filter: AuditFilter) => void;
  readonly none: AuditFilter;
  readonly clear: () => void;
}) => {
  const t = useTexts();
  const [draft, setDraft, drop] = useDraft(name, filter);
  const [tries, setTries] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  useFirstWrong(form, tries);
  const wrong = draft.from !== null && draft.until !== null && draft.until < draft.from;
  const groups = Object.entries(t.audit.groups);
  const results = Object.entries(t.audit.results);
  const one = <T extends string>(all: readonly (readonly [string, string])[], code: string): T | null =>
    all.some(([known]) => known === code) ? (code as T) : null; // the codes are the keys of the texts, which the contract names
  return (
    <form
      ref={form}
      className="card stack"
      noValidate
      aria-labelledby="audit-filter"
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong) setTries(tries + 1);
        else {
          drop();
          look(draft);
        }
      }}
    >
      <Heading level={2} look={3} id="audit-filter">
        {t.audit.filter}
      </Heading>
      <div className="pair">
        <Select
          label={t.audit.group}
          value={draft.group ?? ''}
          choices={[['', t.audit.allGroups], ...groups]}
          onChange={(code) => setDraft({ ...draft, group: one(groups, code) })}
        />
        <Select
          label={t.audit.result}
          value={draft.result ?? ''}
          choices={[['', t.audit.allResults], ...results]}
          onChange={(code) => setDraft({ ...draft, result: one(results, code) })}
        />
        <TextField
          label={t.audit.from}
          type="date"
          optional
          value={draft.from ?? ''}
          onChange={(from) => setDraft({ ...draft, from: from === '' ? null : from })}
        />
        <TextField
          label={t.audit.until}
          type="date"
          optional
          value={draft.until ?? ''}
          onChange={(until) => setDraft({ ...draft, until: until === '' ? null : until })}
          error={wrong ? t.audit.wrongPeriod : null}
        />
      </div>
      <div className="form-actions">
        <Button type="submit" look="primary">
          {t.audit.search}
        </Button>
        <Button
          look="subtle"
          onClick={() => {
            setDraft(none);
            drop();
            clear();
          }}
        >
          {t.audit.clear}
        </Button>
      </div>
    </form>
  );
};
