import { type ReactNode, useId } from 'react';

export type Choice = {
  readonly code: string;
  readonly label: ReactNode;
  readonly help?: ReactNode;
  readonly quiet?: boolean;
};

/** The label names the control; the help only describes it, so that a name stays short. */
const named = (id: string, help: ReactNode) => ({
  'aria-labelledby': `${id}-label`,
  ...(help ? { 'aria-describedby': `${id}-help` } : {}),
});

const Words = ({ id, label, help }: { readonly id: string; readonly label: ReactNode; readonly help: ReactNode }) => (
  <span className="choice-text">
    <span id={`${id}-label`}>{label}</span>
    {help ? (
      <span id={`${id}-help`} className="choice-help">
        {help}
      </span>
    ) : null}
  </span>
);

/** Large rows of which one can be chosen. With `keys` a figure stands before each row. */
export const Radios = ({
  legend,
  hideLegend = false,
  labelledBy,
  choices,
  value,
  onChange,
  keys = false,
  error,
}: {
  readonly legend?: string;
  readonly hideLegend?: boolean;
  readonly labelledBy?: string;
  readonly choices: readonly Choice[];
  readonly value: string | null;
  readonly onChange: (code: string) => void;
  readonly keys?: boolean;
  readonly error?: string | null | undefined;
}) => {
  const name = useId();
  return (
    <fieldset
      className={error ? 'choices field-wrong' : 'choices'}
      {...(labelledBy === undefined ? {} : { 'aria-labelledby': labelledBy })}
      {...(error ? { 'aria-describedby': `${name}-error` } : {})}
    >
      {legend === undefined ? null : <legend className={hideLegend ? 'unseen' : 'field-label'}>{legend}</legend>}
      {error ? (
        <p id={`${name}-error`} className="field-error">
          {error}
        </p>
      ) : null}
      {choices.map((choice, at) => (
        <label key={choice.code} className={choice.quiet ? 'choice choice-quiet' : 'choice'}>
          <input
            type="radio"
            name={name}
            value={choice.code}
            checked={value === choice.code}
            onChange={() => onChange(choice.code)}
            {...named(`${name}-${at}`, choice.help)}
          />
          <Words id={`${name}-${at}`} label={choice.label} help={choice.help} />
          {keys && at < 9 ? (
            <span className="choice-key" aria-hidden="true">
              {at + 1}
            </span>
          ) : null}
        </label>
      ))}
    </fieldset>
  );
};

/** One box to tick. */
export const Tick = ({
  label,
  help,
  checked,
  onChange,
  hint,
  row = false,
}: {
  readonly label: ReactNode;
  readonly help?: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly hint?: string | undefined;
  readonly row?: boolean;
}) => {
  const id = useId();
  return (
    <label className={row ? 'choice' : 'tick'}>
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        {...named(id, help)}
      />
      <Words id={id} label={label} help={help} />
      {hint === undefined ? null : (
        <span className="choice-key" aria-hidden="true">
          {hint}
        </span>
      )}
    </label>
  );
};
