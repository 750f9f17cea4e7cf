import { type HTMLInputAutoCompleteAttribute, type ReactNode, type Ref, useId } from 'react';
import { useTexts } from '../words.ts';

type Common = {
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | null | undefined;
  readonly optional?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** Label, help and error around one control, tied together for who hears the page. */
const Frame = ({
  id,
  label,
  help,
  error,
  optional,
  children,
}: Omit<Common, 'value' | 'onChange'> & { readonly id: string; readonly children: ReactNode }) => {
  const t = useTexts();
  return (
    <div className={error ? 'field field-wrong' : 'field'}>
      <label htmlFor={id} className="field-label">
        {label}
        {optional ? <span className="field-optional"> ({t.common.optional})</span> : null}
      </label>
      {help ? (
        <p id={`${id}-help`} className="field-help">
          {help}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      ) : null}
      {children}
    </div>
  );
};

const described = (id: string, help: string | undefined, error: string | null | undefined) => {
  const ids = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return { ...(ids === '' ? {} : { 'aria-describedby': ids }), ...(error ? { 'aria-invalid': true as const } : {}) };
};

export const TextField = ({
  type = 'text',
  autoComplete = 'off',
  narrow = false,
  inputMode,
  list,
  ref,
  ...common
}: Common & {
  readonly type?: 'text' | 'password' | 'tel' | 'date' | 'time';
  readonly autoComplete?: HTMLInputAutoCompleteAttribute;
  readonly narrow?: boolean;
  readonly inputMode?: 'numeric';
  readonly list?: string;
  readonly ref?: Ref<HTMLInputElement>;
}) => {
  const id = useId();
  return (
    <Frame id={id} {...common}>
      <input
        id={id}
        ref={ref ?? null}
        className={narrow ? 'control control-narrow' : 'control'}
        type={type}
        autoComplete={autoComplete}
        spellCheck={type === 'text'}
        value={common.value}
        onChange={(event) => common.onChange(event.target.value)}
        {...(inputMode === undefined ? {} : { inputMode })}
        {...(list === undefined ? {} : { list })}
        {...described(id, common.help, common.error)}
      />
    </Frame>
  );
};

export const TextArea = ({
  rows = 4,
  maxLength,
  ref,
  ...common
}: Common & { readonly rows?: number; readonly maxLength?: number; readonly ref?: Ref<HTMLTextAreaElement> }) => {
  const id = useId();
  return (
    <Frame id={id} {...common}>
      <textarea
        id={id}
        ref={ref ?? null}
        className="control"
        rows={rows}
        value={common.value}
        onChange={(event) => common.onChange(event.target.value)}
        {...(maxLength === undefined ? {} : { maxLength })}
        {...described(id, common.help, common.error)}
      />
    </Frame>
  );
};
