import { useRef, useState } from 'react';
import type { Output, Refusal } from '#host/contract.ts';
import { useFirstWrong } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Tick } from '../parts/choice.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { newIntent, useDraft, useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';

type View = Output<'inzage.read'>;
type Part = View['parts'][number];
type Typed = { readonly choices: Readonly<Record<string, Choice>>; readonly folder: string | null };
type Choice = { readonly included: boolean; readonly reason: string };

/** Every part with a tick; one that is decided otherwise than the rule asks why. */
export const Check = ({ dossier, person }: { readonly dossier: string; readonly person: string }) => {
  const [read] = useRead('inzage.read', { dossier, person });
  return <Loaded read={read}>{(view) => <Form dossier={dossier} view={view} />}</Loaded>;
};

const byRule = ({ goes }: Part): Choice => ({ included: goes === 'in', reason: '' });
const isOtherwise = (part: Part, { included }: Choice): boolean =>
  part.goes !== 'never' && included !== (part.goes === 'in');

const Form = ({ dossier, view }: { readonly dossier: string; readonly view: View }) => {
  const t = useTexts();
  const { ask } = useSession();
  const [places] = useRead('referral.places', {});
  /** What was chosen otherwise, by part; what was looked at is ticked anew after a lock. */
  const [typed, setTyped, drop] = useDraft<Typed>(`inzage ${dossier} ${view.person.id}`, { choices: {}, folder: null });
  const { choices, folder } = typed;
  const [checked, setChecked] = useState(false);
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [path, setPath] = useState<string | null>(null);
  const intent = useRef(newIntent());
  const form = useRef<HTMLFormElement>(null);
  useFirstWrong(form, tries);
  const chosen = folder ?? (places.kind === 'here' ? places.value[0] : undefined) ?? '';
  const choiceOf = (part: Part): Choice => choices[part.id] ?? byRule(part);
  const unexplained = (part: Part): boolean => isOtherwise(part, choiceOf(part)) && choiceOf(part).reason.trim() === '';
  const shown = view.parts.filter((part) => choiceOf(part).included).length;

  const save = async () => {
    setTries(tries + 1);
    if (!checked || chosen.trim() === '' || view.parts.some(unexplained)) return;
    setBusy(true);
    setRefusal(null);
    const ticked = view.parts.map((part) => ({ part: part.id, ...choiceOf(part) }));
    const { id: person } = view.person;
    const reply = await ask('inzage.save', { dossier, person, ticked, folder: chosen.trim(), intent: intent.current });
    setBusy(false);
    if (reply.ok) {
      drop();
      return setPath(reply.value.path);
    }
    intent.current = newIntent(); // a place that is refused was not written to: the next try is another one
    setRefusal(reply.error);
  };

  if (path !== null)
    return (
      <Notice tone="warn" title={t.inzage.saved} live>
        <p className="path">{path}</p>
        <p>{t.inzage.savedHelp}</p>
      </Notice>
    );
  return (
    <form
      ref={form}
      className="card stack"
      noValidate
      aria-labelledby="check"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      <Heading level={2} look={3} id="check">
        {t.inzage.check}
      </Heading>
      <Paragraph>{t.inzage.checkHelp}</Paragraph>
      <Notice tone="warn" title={t.inzage.warn}>
        <p>{t.inzage.warnHelp}</p>
      </Notice>
      <ul className="lines">
        {view.parts.map((part) => (
          <li key={part.id} className="line">
            <div className="line-main">
              <OnePart
                part={part}
                choice={choiceOf(part)}
                wrong={tries > 0 && unexplained(part)}
                onChange={(choice) => setTyped({ ...typed, choices: { ...choices, [part.id]: choice } })}
              />
            </div>
          </li>
        ))}
      </ul>
      <Disclosure summary={t.inzage.sourceTitle}>
        <Paragraph tone="soft">{view.source}</Paragraph>
      </Disclosure>
      <Paragraph>{t.inzage.counts(shown, view.parts.length - shown)}</Paragraph>
      {refusal === null ? null : <Failure refusal={refusal} />}
      <TextField
        label={t.inzage.folder}
        help={t.inzage.folderHelp}
        value={chosen}
        onChange={(place) => setTyped({ ...typed, folder: place })}
        error={tries > 0 && chosen.trim() === '' ? t.inzage.errors.folder : null}
      />
      <Paragraph tone="soft">{t.inzage.outside}</Paragraph>
      <div className={tries > 0 && !checked ? 'field field-wrong' : 'field'}>
        {tries > 0 && !checked ? <p className="field-error">{t.inzage.errors.checked}</p> : null}
        <Tick label={t.inzage.checked} checked={checked} onChange={setChecked} />
      </div>
      <div className="form-actions">
        <Button type="submit" look="primary" busy={busy}>
          {t.inzage.save}
        </Button>
      </div>
    </form>
  );
};

const OnePart = ({
  part,
  choice,
  wrong,
  onChange,
}: {
  readonly part: Part;
  readonly choice: Choice;
  readonly wrong: boolean;
  readonly onChange: (choice: Choice) => void;
}) => {
  const t = useTexts();
  const text = part.text === '' ? t.inzage.empty : part.text;
  if (part.goes === 'never')
    return (
      <>
        <p className="line-title">{part.title}</p>
        <p className="row-meta">{`${t.inzage.never}. ${part.why}`}</p>
      </>
    );
  return (
    <>
      <Tick
        row
        label={part.title}
        help={
          <>
            {text}
            <br />
            {t.inzage.rule(part.why)}
          </>
        }
        checked={choice.included}
        onChange={(included) => onChange({ ...choice, included })}
      />
      {isOtherwise(part, choice) ? (
        <TextField
          label={t.inzage.reason}
          value={choice.reason}
          onChange={(reason) => onChange({ ...choice, reason: reason.slice(0, 1000) })}
          error={wrong ? t.inzage.errors.reason : null}
        />
      ) : null}
    </>
  );
};
