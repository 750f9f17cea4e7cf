import { useEffect, useRef, useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import { useArrival } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Tick } from '../parts/choice.tsx';
import { TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';

type Form = {
  readonly instrument: string;
  readonly title: string;
  readonly subtitle: string;
  readonly questions: number;
};

type Run =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly at: number; readonly of: number; readonly title: string }
  | {
      readonly kind: 'over';
      readonly how: 'made' | 'stopped' | 'failed';
      readonly of: number;
      readonly paths: readonly string[];
      readonly refusal: Refusal | null;
    };

/** Questionnaires to print: one or several at once, each saved only where one says. */
export const Forms = ({
  instrument,
  dossier,
}: {
  /** Chosen already. */
  readonly instrument: string | null;
  /** Whoever came from a dossier goes back there. */
  readonly dossier: string | null;
}) => {
  const t = useTexts();
  const { go } = useSession();
  const [read] = useRead('paper.list', {});
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(heading, 'forms');
  return (
    <div className="page page-middle">
      <div>
        <button
          type="button"
          className="crumb"
          onClick={() => go(dossier === null ? { kind: 'bibliotheek' } : { kind: 'choose', dossier })}
        >
          {t.paper.back}
        </button>
        <Heading level={1} focusable ref={heading}>
          {t.paper.forms}
        </Heading>
        <Paragraph tone="soft">{t.paper.formsIntro}</Paragraph>
      </div>
      <Loaded read={read}>{({ forms }) => <Making forms={forms} first={instrument} />}</Loaded>
    </div>
  );
};

const Making = ({ forms, first }: { readonly forms: readonly Form[]; readonly first: string | null }) => {
  const t = useTexts();
  const { ask } = useSession();
  const [places] = useRead('referral.places', {});
  const [chosen, setChosen] = useState<readonly string[]>(first === null ? [] : [first]);
  const [folder, setFolder] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [run, setRun] = useState<Run>({ kind: 'none' });
  /** Heeded between two forms: one that was begun is finished. */
  const halt = useRef(false);
  const [stopping, setStopping] = useState(false);
  useEffect(
    () => () => {
      halt.current = true;
    },
    [],
  );
  const known = places.kind === 'here' ? places.value : [];
  const where = (folder ?? known[0] ?? '').trim();
  const wanted = forms.filter((form) => chosen.includes(form.instrument));

  const make = async () => {
    setTried(true);
    if (where === '' || wanted.length === 0 || run.kind === 'running') return;
    halt.current = false;
    setStopping(false);
    const paths: string[] = [];
    const of = wanted.length;
    for (const [at, form] of wanted.entries()) {
      if (halt.current) return setRun({ kind: 'over', how: 'stopped', of, paths, refusal: null });
      setRun({ kind: 'running', at: at + 1, of, title: form.title });
      const reply = await ask('paper.form', { instrument: form.instrument, folder: where });
      if (!reply.ok) return setRun({ kind: 'over', how: 'failed', of, paths, refusal: reply.error });
      paths.push(reply.value.path);
    }
    setRun({ kind: 'over', how: 'made', of, paths, refusal: null });
  };

  const toggle = (id: string, on: boolean) => setChosen(on ? [...chosen, id] : chosen.filter((one) => one !== id));
  return (
    <form
      className="card stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <fieldset className={tried && wanted.length === 0 ? 'choices field-wrong' : 'choices'}>
        <legend className="field-label">{t.paper.formsWhich}</legend>
        {tried && wanted.length === 0 ? <p className="field-error">{t.paper.noneChosen}</p> : null}
        {forms.map((form) => (
          <Tick
            key={form.instrument}
            row
            label={form.title}
            help={`${form.subtitle} · ${t.paper.questions(form.questions)}`}
            checked={chosen.includes(form.instrument)}
            onChange={(on) => toggle(form.instrument, on)}
          />
        ))}
      </fieldset>
      <div className="page-ways">
        <Button look="subtle" onClick={() => setChosen(forms.map((form) => form.instrument))}>
          {t.paper.all}
        </Button>
        <Button look="subtle" onClick={() => setChosen([])}>
          {t.paper.none}
        </Button>
      </div>
      <TextField
        label={t.letter.folder}
        help={t.paper.folderHelp}
        value={folder ?? known[0] ?? ''}
        onChange={setFolder}
        error={tried && where === '' ? t.letter.folderNeeded : null}
      />
      <div className="page-ways">
        <Button type="submit" look="primary" busy={run.kind === 'running'}>
          {wanted.length === 0 ? t.paper.makeNone : t.paper.make(wanted.length)}
        </Button>
        {run.kind === 'running' ? (
          <Button
            onClick={() => {
              halt.current = true;
              setStopping(true);
            }}
          >
            {t.paper.stop}
          </Button>
        ) : null}
      </div>
      {run.kind === 'running' ? <progress max={run.of} value={run.at - 1} aria-label={t.paper.makingLabel} /> : null}
      <div role="status">
        {run.kind === 'running' ? (
          <p>{stopping ? t.paper.stopping : t.paper.making(run.at, run.of, run.title)}</p>
        ) : null}
        {run.kind === 'over' ? (
          <Notice
            tone={run.how === 'made' ? 'good' : 'info'}
            title={
              run.how === 'made'
                ? t.paper.made(run.paths.length)
                : run.how === 'stopped'
                  ? t.paper.stopped(run.paths.length, run.of)
                  : t.paper.failed(run.paths.length, run.of)
            }
          >
            {run.paths.length === 0 ? null : (
              <>
                <p>{t.paper.printed}</p>
                <ul>
                  {run.paths.map((path) => (
                    <li key={path} className="path">
                      {path}
                    </li>
                  ))}
                </ul>
              </>
            )}
          </Notice>
        ) : null}
      </div>
      {run.kind === 'over' && run.refusal !== null ? <Failure refusal={run.refusal} /> : null}
    </form>
  );
};
