import { useEffect, useId, useRef, useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import { Failure } from '../parts/notice.tsx';
import { useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { type Choice, type Finding, find, groups } from './find.ts';

/** Searches everything from anywhere, by keyboard, and goes there. Escape closes, and the focus goes back to where it was. */
export const Palette = ({ close }: { readonly close: () => void }) => {
  const t = useTexts();
  const { ask, go } = useSession();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [words, setWords] = useState('');
  /** With the words that it was found for: who types on and presses Enter means the new ones. */
  const [found, setFound] = useState<(Finding & { readonly words: string }) | null>(null);
  const entered = useRef(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [at, setAt] = useState(0);

  useEffect(() => {
    const panel = dialog.current;
    if (panel === null) return;
    panel.showModal();
    return () => panel.close();
  }, []);

  useEffect(() => {
    let current = true; // an answer to words that were typed on since is dropped
    void find(ask, t, words).then((reply) => {
      if (!current) return;
      setRefusal(reply.ok ? null : reply.error);
      if (!reply.ok) return;
      setFound({ ...reply.value, words });
      setAt(0);
      const [first] = reply.value.choices;
      if (!entered.current || first === undefined) return;
      close();
      go(first.to);
    });
    return () => {
      current = false;
    };
  }, [ask, t, words, close, go]);

  const choices = found?.choices ?? [];
  const idOf = (place: number): string => `${id}-${place}`;
  const choose = (choice: Choice | undefined) => {
    if (choice === undefined) return;
    close();
    go(choice.to);
  };
  const onKey = (event: React.KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: (at + 1) % Math.max(1, choices.length),
      ArrowUp: (at + choices.length - 1) % Math.max(1, choices.length),
      PageDown: Math.min(choices.length - 1, at + 5),
      PageUp: Math.max(0, at - 5),
    };
    const next = steps[event.key];
    if (next !== undefined) {
      event.preventDefault();
      setAt(next);
      document.getElementById(idOf(next))?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (found?.words === words) choose(choices[at]);
      else entered.current = true; // goes to the first as soon as it is known what these words find
    }
  };

  return (
    <dialog ref={dialog} className="palette" aria-label={t.find.title} onClose={close}>
      <label className="palette-label" htmlFor={`${id}-field`}>
        {t.find.field}
      </label>
      <input
        id={`${id}-field`}
        className="control"
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-expanded={choices.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-describedby={`${id}-help`}
        {...(choices.length > 0 ? { 'aria-activedescendant': idOf(at) } : {})}
        value={words}
        onChange={(event) => {
          entered.current = false;
          setWords(event.target.value.slice(0, 80));
        }}
        onKeyDown={onKey}
      />
      <p className="unseen" role="status">
        {found === null || words.trim() === '' ? '' : t.find.found(choices.length)}
      </p>
      {refusal === null ? null : <Failure refusal={refusal} />}
      <div id={`${id}-list`} className="palette-list" role="listbox" aria-label={t.find.title}>
        {groups.map((group) => {
          const own = choices.flatMap((choice, place) => (choice.group === group ? [{ choice, place }] : []));
          if (own.length === 0) return null;
          const more = found?.more[group] ?? 0;
          const title = group === 'dossiers' && words.trim() === '' ? t.find.first : t.find.groups[group];
          return (
            // biome-ignore lint/a11y/useSemanticElements: a group of options; no element says that
            <div key={group} role="group" aria-labelledby={`${id}-${group}`} className="palette-group">
              <p id={`${id}-${group}`} className="palette-title">
                {title}
                {more > 0 ? <span className="palette-more"> {t.find.more(more)}</span> : null}
              </p>
              {own.map(({ choice, place }) => (
                // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the chosen one
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the field
                <div
                  key={choice.id}
                  id={idOf(place)}
                  role="option"
                  aria-selected={place === at}
                  className="palette-choice"
                  onClick={() => choose(choice)}
                >
                  <span className="palette-text">{choice.text}</span>
                  {choice.beside === '' ? null : <span className="palette-beside">{choice.beside}</span>}
                </div>
              ))}
            </div>
          );
        })}
      </div>
      {found !== null && choices.length === 0 ? <p className="palette-nothing">{t.find.nothing}</p> : null}
      <p id={`${id}-help`} className="palette-help">
        {t.find.help}
      </p>
    </dialog>
  );
};
