import { useState } from 'react';
import type { QuestionView } from '#host/views.ts';
import { Radios, Tick } from '../parts/choice.tsx';
import { TextArea, TextField } from '../parts/field.tsx';
import { useTexts } from '../words.ts';
import { Hours } from './hours.tsx';
import { Municipality } from './municipality.tsx';
import { NumbersInput, ScoresInput, toggledNumber } from './scores.tsx';

/** An answer being given; null while there is none. */
export type Value = QuestionView['answer'];
type Asked = QuestionView['input'];
type Many = Extract<Asked, { kind: 'many' }>;
type Listed = Extract<Asked, { kind: 'numbers' }>;
type Amount = Extract<Asked, { kind: 'number' }>;

const unknown = 'onbekend';

/** Whether the value can be sent: a number in its range, a municipality from the list, text that is not empty. */
export const isComplete = (input: Asked, value: Value): boolean => {
  if (value === null) return false;
  switch (input.kind) {
    case 'one':
      return input.options.some((option) => option.code === value);
    case 'many':
      return Array.isArray(value);
    case 'number':
      return value === unknown
        ? input.unknown
        : typeof value === 'number' && Number.isInteger(value) && value >= input.min && value <= input.max;
    case 'text':
      return typeof value === 'string' && value.trim() !== '' && value.length <= input.maxLength;
    case 'municipality':
      return input.options.some((option) => option.code === value);
    case 'scores':
      return value === input.notTaken.code || (Array.isArray(value) && value.length === input.count);
    case 'numbers':
      return Array.isArray(value);
  }
};

/** What a figure on the keyboard chooses; undefined when it means nothing here. */
export const pickByKey = (input: Asked, value: Value, key: string): Value | undefined => {
  if (!/^[0-9]$/.test(key)) return undefined;
  if (input.kind === 'one') return input.options[Number(key) - 1]?.code;
  if (input.kind === 'numbers') return pickNumber(input, value, Number(key));
  if (input.kind !== 'many') return undefined;
  if (key === '0') return [];
  const option = input.options[Number(key) - 1];
  if (option === undefined) return undefined;
  // The last tick taken away is no answer; only "none" itself says none.
  const next = toggled(input, value, option.code);
  return next.length === 0 ? null : next;
};

/** In a list of numbers a figure is that number; zero, where it is none of them, is the empty list. */
const pickNumber = (input: Listed, value: Value, number: number): Value | undefined => {
  if (number === 0 && input.min > 0) return [];
  if (number < input.min || number > input.max) return undefined;
  const next = toggledNumber(input, value, number);
  return next.length === 0 ? null : next;
};

/** A code added or taken away; a code that stands alone ends the others. */
const toggled = (input: Many, value: Value, code: string): string[] => {
  const chosen = Array.isArray(value) ? value.map(String) : [];
  if (chosen.includes(code)) return chosen.filter((one) => one !== code);
  const standsAlone = (one: string) => input.options.some((option) => option.code === one && option.alone);
  return standsAlone(code) ? [code] : [...chosen.filter((one) => !standsAlone(one)), code];
};

export const AnswerInput = ({
  question,
  value,
  onChange,
  tried,
  labelledBy = 'question',
}: {
  readonly question: QuestionView;
  /** Id of what asks it. */
  readonly labelledBy?: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly tried: boolean;
}) => {
  const t = useTexts();
  const { input } = question;
  switch (input.kind) {
    case 'one':
      return (
        <Radios
          labelledBy={labelledBy}
          keys
          choices={input.options.map((option) => ({
            code: option.code,
            label: option.label,
            quiet: option.code === unknown || option.code === 'wil_niet_zeggen',
          }))}
          value={typeof value === 'string' ? value : null}
          onChange={onChange}
        />
      );
    case 'many':
      return <ManyInput input={input} value={value} onChange={onChange} labelledBy={labelledBy} />;
    case 'number':
      return <NumberInput input={input} value={value} onChange={onChange} tried={tried} />;
    case 'text':
      return (
        <TextArea
          label={t.assessment.text}
          maxLength={input.maxLength}
          value={typeof value === 'string' ? value : ''}
          onChange={(text) => onChange(text === '' ? null : text)}
          help={
            typeof value === 'string' && input.maxLength - value.length < 200
              ? t.assessment.textLeft(input.maxLength - value.length)
              : undefined
          }
        />
      );
    case 'municipality':
      return (
        <Municipality options={input.options} value={typeof value === 'string' ? value : null} onChange={onChange} />
      );
    case 'scores':
      return <ScoresInput input={input} value={value} onChange={onChange} />;
    case 'numbers':
      return <NumbersInput input={input} value={value} onChange={onChange} labelledBy={labelledBy} />;
  }
};

const ManyInput = ({
  input,
  value,
  onChange,
  labelledBy,
}: {
  readonly labelledBy: string;
  readonly input: Many;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}) => {
  const chosen = Array.isArray(value) ? value : null;
  return (
    <fieldset className="choices" aria-labelledby={labelledBy}>
      {input.options.map((option, at) => (
        <Tick
          key={option.code}
          row
          label={option.label}
          hint={at < 9 ? String(at + 1) : undefined}
          checked={chosen?.includes(option.code) ?? false}
          onChange={() => {
            const next = toggled(input, value, option.code);
            onChange(next.length === 0 ? null : next);
          }}
        />
      ))}
      <Tick
        row
        label={input.none}
        hint="0"
        checked={chosen !== null && chosen.length === 0}
        onChange={(checked) => onChange(checked ? [] : null)}
      />
    </fieldset>
  );
};

const NumberInput = ({
  input,
  value,
  onChange,
  tried,
}: {
  readonly input: Amount;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly tried: boolean;
}) => {
  const t = useTexts();
  // What is typed may not be a number yet; it stays as typed.
  const [typed, setTyped] = useState(typeof value === 'number' ? String(value) : '');
  const type = (text: string) => {
    setTyped(text);
    const number = Number(text.trim());
    onChange(text.trim() === '' || Number.isNaN(number) ? null : number);
  };
  const wrong = tried && value !== unknown && !isComplete(input, value);
  return (
    <div className="amount">
      {input.unit === 'uur' ? <Hours onPick={(hours) => type(String(Math.min(hours, input.max)))} /> : null}
      <div className="amount-row">
        <TextField
          label={`${t.assessment.number} (${t.assessment.units[input.unit]})`}
          narrow
          inputMode="numeric"
          value={value === unknown ? '' : typed}
          onChange={type}
          error={wrong ? t.assessment.numberWrong(input.min, input.max) : null}
        />
        {input.unit === 'uur' && typeof value === 'number' ? (
          <p className="amount-is" role="status">
            {t.assessment.hoursIs(value)}
          </p>
        ) : null}
      </div>
      {input.unknown ? (
        <Tick
          row
          label={t.assessment.unknown}
          checked={value === unknown}
          onChange={(checked) => {
            setTyped('');
            onChange(checked ? unknown : null);
          }}
        />
      ) : null}
    </div>
  );
};
