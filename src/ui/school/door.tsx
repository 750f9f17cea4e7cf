import { useEffect, useRef, useState } from 'react';
import type { Input, Output, Refusal } from '#host/contract.ts';
import { dayAndClock, fullDate } from '../moment.ts';
import { useFirstWrong } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Radios, Tick } from '../parts/choice.tsx';
import { TextArea, TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Failure } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { home } from '../place.ts';
import { newIntent, useDraft, useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { doorDraft } from './entry.tsx';
import { type DoorQuestion, type Given, isAnswered, notKnown, Question } from './question.tsx';

type View = Output<'school.door'>;
type Kind = Input<'school.open'>['kind'];
const kinds: readonly Kind[] = ['feit', 'gezegd', 'eigen_indruk'];

type Draft = {
  readonly step: number;
  readonly answers: Readonly<Record<string, string>>;
  readonly on: string;
  readonly roughly: boolean;
  readonly signal: string;
  readonly kind: Kind | null;
  readonly saidBy: string;
  readonly label: string;
  /** Made once for this case, so that a second press makes no second dossier. */
  readonly intent: string;
};

/** Something happened at school: a few questions at a time, and what was filled in stays until the dossier is made. */
export const SchoolDoor = () => {
  const [read] = useRead('school.door', {});
  return <Loaded read={read}>{(view) => <Door view={view} />}</Loaded>;
};

const asked = ({ onlyWhen }: DoorQuestion, answers: Draft['answers']): boolean =>
  onlyWhen === null || onlyWhen.codes.includes(answers[onlyWhen.item] ?? '');

const Door = ({ view }: { readonly view: View }) => {
  const t = useTexts();
  const { go, write } = useSession();
  const [draft, setDraft, drop] = useDraft<Draft>(doorDraft, {
    ...{ step: 0, answers: {}, on: '', roughly: false, signal: '', kind: null, saidBy: '' },
    label: t.school.labelFor(fullDate(dayAndClock(null).day)),
    intent: newIntent(),
  });
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useFirstWrong(form, tries);
  const all = view.steps.length + 1;
  const step = Math.min(draft.step, view.steps.length);
  const here = view.steps[step];
  const questions = (here?.questions ?? []).filter((one) => asked(one, draft.answers));
  const withDay = here === view.steps.at(-1) && here !== undefined;
  const tried = tries > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step begins at its first field
  useEffect(() => {
    window.scrollTo(0, 0);
    form.current?.querySelector<HTMLElement>('input:checked, input, textarea')?.focus({ preventScroll: true });
  }, [step]);

  const wrong = {
    on: withDay && draft.on > dayAndClock(null).day ? t.school.ahead : null,
    signal: here === undefined && draft.signal.trim() === '' ? t.dossiers.signalNeeded : null,
    kind: here === undefined && draft.kind === null ? t.dossiers.kindNeeded : null,
    label: here === undefined && draft.label.trim() === '' ? t.dossiers.labelNeeded : null,
  };
  const put = (item: string, given: Given) =>
    setDraft({ ...draft, answers: { ...draft.answers, [item]: given ?? '' } });
  const to = (next: number) => {
    setTries(0);
    setDraft({ ...draft, step: next });
  };

  const open = async () => {
    if (draft.kind === null) return;
    setBusy(true);
    setRefusal(null);
    const given = view.steps.flatMap((one) => one.questions).filter((one) => asked(one, draft.answers));
    const reply = await write('school.open', {
      ...{ label: draft.label.trim(), signal: draft.signal.trim(), kind: draft.kind },
      saidBy: draft.kind === 'gezegd' && draft.saidBy.trim() !== '' ? draft.saidBy.trim() : null,
      happenedOn: draft.on === '' ? null : draft.on,
      certainty: draft.on === '' ? 'onbekend' : draft.roughly ? 'ongeveer' : 'zeker',
      answers: given.map(({ item, options }) => {
        const value = draft.answers[item] ?? '';
        return { item, value: options === null && value !== notKnown ? Number(value) : value };
      }),
      intent: draft.intent,
    });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    drop();
    go({ kind: 'school-case', ...reply.value });
  };
  const submit = () => {
    setTries(tries + 1);
    const missing = questions.some((one) => !isAnswered(one, draft.answers[one.item]));
    if (missing || Object.values(wrong).some((one) => one !== null)) return;
    if (here === undefined) void open();
    else to(step + 1);
  };

  return (
    <div className="page page-narrow">
      <Heading level={1}>{t.school.title}</Heading>
      <Paragraph tone="soft">
        {t.school.intro} {t.unlock.helpNow}
      </Paragraph>
      <form
        className="form card school-steps"
        noValidate
        ref={form}
        aria-label={t.school.steps[here?.id ?? 'verhaal'] ?? t.school.title}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) submit();
        }}
        onKeyDown={choose}
      >
        <div>
          <p className="row-meta" role="status">
            {t.school.progress(step + 1, all)}
          </p>
          <Heading level={2}>{t.school.steps[here?.id ?? 'verhaal'] ?? t.school.title}</Heading>
          <p className="row-meta">{t.school.keys}</p>
        </div>
        {refusal === null ? null : <Failure refusal={refusal} />}
        {questions.map((question) => (
          <Question
            key={question.item}
            question={question}
            given={draft.answers[question.item]}
            put={(given) => put(question.item, given)}
            tried={tried}
          />
        ))}
        {withDay ? (
          <>
            <TextField
              type="date"
              label={t.school.on}
              help={t.school.onHelp}
              optional
              narrow
              value={draft.on}
              onChange={(on) => setDraft({ ...draft, on })}
              error={tried ? wrong.on : null}
            />
            {draft.on === '' ? null : (
              <Tick
                label={t.school.about}
                checked={draft.roughly}
                onChange={(roughly) => setDraft({ ...draft, roughly })}
              />
            )}
            {view.law === null ? null : (
              <Paragraph tone="small">
                {t.school.law(
                  view.law.title,
                  t.duties.laws[view.law.status],
                  view.law.from === null ? '' : t.school.lawSince(fullDate(view.law.from)),
                )}{' '}
                {view.law.note}
              </Paragraph>
            )}
          </>
        ) : null}
        {here === undefined ? <Story draft={draft} setDraft={setDraft} wrong={tried ? wrong : null} /> : null}
        <div className="form-actions">
          <Button type="submit" look="primary" busy={busy}>
            {here === undefined ? t.school.open : t.school.next}
          </Button>
          {step === 0 ? null : <Button onClick={() => to(step - 1)}>{t.school.back}</Button>}
          <Button look="subtle" onClick={() => go(home)}>
            {t.school.later}
          </Button>
          <Button
            look="subtle"
            onClick={() => {
              drop();
              go(home);
            }}
          >
            {t.school.stop}
          </Button>
        </div>
        <p className="field-help">{t.school.laterHelp}</p>
      </form>
    </div>
  );
};

/** A figure chooses the answer before which it stands, and goes on to the next question. */
const choose = (event: React.KeyboardEvent<HTMLFormElement>): void => {
  const { target, key } = event;
  if (event.ctrlKey || event.altKey || event.metaKey || !/^[1-9]$/.test(key)) return;
  if (!(target instanceof HTMLInputElement) || target.type !== 'radio') return;
  const own = [...event.currentTarget.querySelectorAll<HTMLInputElement>(`input[type="radio"]`)];
  const wanted = own.filter(({ name }) => name === target.name)[Number(key) - 1];
  if (wanted === undefined) return;
  event.preventDefault();
  wanted.click();
  wanted.focus();
  const fields = [...event.currentTarget.querySelectorAll<HTMLElement>('input, textarea')];
  const later = fields.slice(fields.indexOf(wanted) + 1);
  later.find((field) => !(field instanceof HTMLInputElement) || field.name !== target.name)?.focus();
};

type Wrong = { readonly signal: string | null; readonly kind: string | null; readonly label: string | null };

const Story = ({
  draft,
  setDraft,
  wrong,
}: {
  readonly draft: Draft;
  readonly setDraft: (draft: Draft) => void;
  readonly wrong: Wrong | null;
}) => {
  const t = useTexts();
  return (
    <>
      <TextArea
        label={t.dossiers.signal}
        help={t.dossiers.signalHelp}
        maxLength={8000}
        value={draft.signal}
        onChange={(signal) => setDraft({ ...draft, signal })}
        error={wrong?.signal ?? null}
      />
      <Radios
        legend={t.dossiers.kind}
        choices={kinds.map((code) => ({ code, label: t.dossiers.kinds[code], help: t.dossiers.kindsHelp[code] }))}
        value={draft.kind}
        onChange={(code) => setDraft({ ...draft, kind: kinds.find((kind) => kind === code) ?? null })}
        keys
        error={wrong?.kind ?? null}
      />
      {draft.kind === 'gezegd' ? (
        <TextField
          label={t.dossiers.saidBy}
          help={t.dossiers.saidByHelp}
          optional
          value={draft.saidBy}
          onChange={(saidBy) => setDraft({ ...draft, saidBy: saidBy.slice(0, 120) })}
        />
      ) : null}
      <TextField
        label={t.school.label}
        help={t.school.labelHelp}
        value={draft.label}
        onChange={(label) => setDraft({ ...draft, label: label.slice(0, 80) })}
        error={wrong?.label ?? null}
      />
    </>
  );
};
