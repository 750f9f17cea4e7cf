import { dayAndTime, fullDate } from '../moment.ts';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { useTexts } from '../words.ts';
import type { Opened } from './note-form.tsx';
import {
  type Draft,
  draftOf,
  type FieldSpec,
  type Kind,
  known,
  type Note,
  type Round,
  type Step,
  shownFields,
} from './note-kinds.ts';

type Written = Step['notes'][number];

/** Answers and decisions are drawn elsewhere. */
const kindOf = (note: Note): Kind | null => (note.what === 'weegvraag' || note.what === 'besluit' ? null : note.what);

/** What was recorded in a step, each note with what stood there before. */
export const Notes = ({
  round,
  notes,
  open,
}: {
  readonly round: Round;
  readonly notes: readonly Written[];
  /** Absent where nothing can be changed. */
  readonly open: ((opened: Opened) => void) | null;
}) => {
  const t = useTexts();
  if (notes.length === 0) return null;
  return (
    <ul className="meldcode-notes">
      {notes.map((written) => {
        const kind = kindOf(written.note);
        if (kind === null) return null;
        const draft = draftOf(written.note);
        const named = `${t.meldcode.kinds[kind]}, ${dayAndTime(written.at)}`;
        return (
          <li key={written.root} className={written.withdrawn ? 'meldcode-note meldcode-gone' : 'meldcode-note'}>
            <div className="meldcode-note-head">
              <p>
                <strong>{t.meldcode.kinds[kind]}</strong>
                <span className="row-meta">{t.meldcode.recordedAt(dayAndTime(written.at))}</span>
              </p>
              {open === null || written.withdrawn ? null : (
                <div className="meldcode-note-tools">
                  {kind === 'verlenging' ? null : (
                    <Button
                      look="subtle"
                      name={`${t.meldcode.correct}: ${named}`}
                      onClick={() => open({ kind, start: draft, corrects: written.entry })}
                    >
                      {t.meldcode.correct}
                    </Button>
                  )}
                  <Button
                    look="subtle"
                    name={`${t.meldcode.withdraw}: ${named}`}
                    onClick={() => open({ kind: 'vervallen', start: {}, corrects: written.entry })}
                  >
                    {t.meldcode.withdraw}
                  </Button>
                </div>
              )}
            </div>
            {written.reason === null ? null : (
              <p className="meldcode-why">
                {written.withdrawn ? t.meldcode.withdrawnWhy(written.reason) : t.meldcode.corrected(written.reason)}
              </p>
            )}
            <Fields round={round} kind={kind} draft={draft} />
            {written.earlier.length === 0 ? null : (
              <Disclosure summary={t.meldcode.earlier(written.earlier.length)}>
                {written.earlier.map((one) => (
                  <div key={one.entry} className="meldcode-earlier">
                    <p className="row-meta">{t.meldcode.recordedAt(dayAndTime(one.at))}</p>
                    <Fields round={round} kind={kind} draft={draftOf(one.note)} />
                  </div>
                ))}
              </Disclosure>
            )}
          </li>
        );
      })}
    </ul>
  );
};

const Fields = ({ round, kind, draft }: { readonly round: Round; readonly kind: Kind; readonly draft: Draft }) => {
  const t = useTexts();
  const inWords = ({ key, as, options }: FieldSpec): string => {
    const value = draft[key] ?? '';
    if (value === '') return '';
    if (as === 'day' || as === 'later-day') return fullDate(value);
    if (as === 'ground')
      return value === known ? t.meldcode.nameKnown : (round.grounds.find(({ id }) => id === value)?.label ?? value);
    const named = Object.entries(options === undefined ? {} : t.meldcode.choices[options]);
    return named.find(([code]) => code === value)?.[1] ?? value;
  };
  const shown = shownFields(kind, draft).filter((field) => inWords(field) !== '');
  const term = kind === 'verlenging' ? round.terms.find(({ id }) => id === draft.term) : undefined;
  return (
    <dl className="meldcode-fields">
      {term === undefined ? null : (
        <div>
          <dt>{t.meldcode.terms}</dt>
          <dd>{term.label}</dd>
        </div>
      )}
      {shown.map((field) => (
        <div key={field.key}>
          <dt>{t.meldcode.fields[field.label]}</dt>
          <dd>{inWords(field)}</dd>
        </div>
      ))}
    </dl>
  );
};
