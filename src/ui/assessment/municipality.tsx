import { useId, useState } from 'react';
import { useTexts } from '../words.ts';

type Option = { readonly code: string; readonly name: string };

/** More than this is not shown: typing one more letter is quicker than scrolling. */
const MOST = 8;

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/** Names that begin with what was typed, then names that hold it; accents and apostrophes do not matter. */
export const found = (options: readonly Option[], typed: string): readonly Option[] => {
  const sought = plain(typed);
  if (sought === '') return [];
  const begins = options.filter((option) => plain(option.name).startsWith(sought));
  const holds = options.filter((option) => !begins.includes(option) && plain(option.name).includes(sought));
  return [...begins, ...holds];
};

/** A list that narrows while typing: arrows and Enter choose, Escape closes. */
export const Municipality = ({
  options,
  value,
  onChange,
}: {
  readonly options: readonly Option[];
  readonly value: string | null;
  readonly onChange: (code: string | null) => void;
}) => {
  const t = useTexts();
  const id = useId();
  const [typed, setTyped] = useState(options.find((option) => option.code === value)?.name ?? '');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const all = found(options, typed);
  const shown = all.slice(0, MOST);
  const listed = open && shown.length > 0;

  const choose = (option: Option) => {
    setTyped(option.name);
    setOpen(false);
    onChange(option.code);
  };

  return (
    <div className="field combo">
      <label htmlFor={id} className="field-label">
        {t.assessment.municipality}
      </label>
      <p id={`${id}-help`} className="field-help">
        {t.assessment.municipalityHelp}
      </p>
      <input
        id={id}
        className="control"
        type="text"
        role="combobox"
        autoComplete="off"
        aria-expanded={listed}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-describedby={`${id}-help`}
        {...(listed ? { 'aria-activedescendant': `${id}-${at}` } : {})}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
          setOpen(true);
          const exact = options.find((option) => plain(option.name) === plain(event.target.value));
          onChange(exact?.code ?? null);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            if (!listed) return setOpen(true);
            const step = event.key === 'ArrowDown' ? 1 : -1;
            setAt((now) => (now + step + shown.length) % shown.length);
          }
          const option = shown[at];
          if (event.key === 'Enter' && listed && option !== undefined) {
            event.preventDefault();
            choose(option);
          }
          if (event.key === 'Escape') setOpen(false);
        }}
      />
      <div
        id={`${id}-list`}
        role="listbox"
        className="combo-list"
        aria-label={t.assessment.municipality}
        hidden={!listed}
      >
        {shown.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled in the field, which keeps the focus
          // biome-ignore lint/a11y/useFocusableInteractive: the field points at the active option
          <div
            key={option.code}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(option)}
          >
            {option.name}
          </div>
        ))}
      </div>
      <p className="field-help" role="status">
        {typed.trim() === '' || value !== null
          ? ''
          : all.length === 0
            ? t.assessment.municipalityNone
            : t.assessment.municipalityFound(all.length)}
      </p>
    </div>
  );
};
