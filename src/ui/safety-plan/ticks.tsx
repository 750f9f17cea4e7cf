import { type ReactNode, useId } from 'react';
import { Tick } from '../parts/choice.tsx';

/** Several boxes under one legend. */
export const Ticks = ({
  legend,
  help,
  choices,
  value,
  onChange,
  error = null,
}: {
  readonly legend: string;
  readonly help?: string;
  readonly choices: readonly { readonly code: string; readonly label: ReactNode; readonly help?: ReactNode }[];
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  readonly error?: string | null;
}) => {
  const id = useId();
  const described = [help === undefined ? '' : `${id}-help`, error === null ? '' : `${id}-error`].filter(Boolean);
  return (
    <fieldset
      className={error === null ? 'choices' : 'choices field-wrong'}
      {...(described.length === 0 ? {} : { 'aria-describedby': described.join(' ') })}
    >
      <legend className="field-label">{legend}</legend>
      {help === undefined ? null : (
        <p id={`${id}-help`} className="field-help">
          {help}
        </p>
      )}
      {error === null ? null : (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
      {choices.map(({ code, label, help: more }) => (
        <Tick
          key={code}
          row
          label={label}
          help={more}
          checked={value.includes(code)}
          onChange={(on) => onChange(on ? [...value, code] : value.filter((one) => one !== code))}
        />
      ))}
    </fieldset>
  );
};
