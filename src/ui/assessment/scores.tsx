import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { QuestionView } from '#host/views.ts';
import { Tick } from '../parts/choice.tsx';
import { useTexts } from '../words.ts';

type Value = QuestionView['answer'];
type Scores = Extract<QuestionView['input'], { kind: 'scores' }>;
type Numbers = Extract<QuestionView['input'], { kind: 'numbers' }>;

/**
 * The scores of an official form, item by item in its order. What is left empty stays empty: nothing is guessed. A figure
 * goes on to the next item, as does Enter; at the last item Enter goes on to the next question. The licensed texts are
 * shown only where the organisation added them.
 */
export const ScoresInput = ({
  input,
  value,
  onChange,
}: {
  readonly input: Scores;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}) => {
  const t = useTexts();
  const id = useId();
  const list = useRef<HTMLOListElement>(null);
  const given = Array.isArray(value) ? value : [];
  const [typed, setTyped] = useState(() =>
    Array.from({ length: input.count }, (_, at) => (typeof given[at] === 'number' ? String(given[at]) : '')),
  );
  const figures = input.allowed.every((score) => score >= 0 && score <= 9);
  const hasTexts = input.texts.some((text) => text !== '');
  const scoreOf = (text: string): number | null | undefined => {
    if (text.trim() === '') return null;
    return input.allowed.find((score) => String(score) === text.trim());
  };
  const goTo = (place: number) => {
    const field = list.current?.querySelectorAll('input')[place];
    field?.focus();
    field?.select();
  };
  const type = (place: number, text: string) => {
    const next = typed.map((one, at) => (at === place ? text : one));
    setTyped(next);
    const scores = next.map(scoreOf);
    const complete = scores.every((score) => score !== undefined) && next.some((one) => one.trim() !== '');
    onChange(complete ? scores.map((score) => score ?? null) : null);
    if (figures && typeof scoreOf(text) === 'number') goTo(place + 1);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>, place: number) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const back = event.key === 'ArrowUp' || (event.key === 'Backspace' && event.currentTarget.value === '');
    const on = event.key === 'ArrowDown' || (event.key === 'Enter' && place < input.count - 1);
    if (!back && !on) return;
    event.preventDefault();
    goTo(back ? Math.max(0, place - 1) : place + 1);
  };
  // The place on the form is what an item is.
  const places = Array.from({ length: input.count }, (_, place) => place);
  const isNotTaken = value === input.notTaken.code;
  const filled = typed.filter((one) => one.trim() !== '').length;
  const allowed = input.allowed.join(', ');
  return (
    <div className="scores">
      <p className="field-help">{t.assessment.scoresHelp(input.official, allowed)}</p>
      <ol ref={list} className={hasTexts ? 'scores-list scores-texts' : 'scores-list'}>
        {places.map((place) => {
          const wrong = scoreOf(typed[place] ?? '') === undefined;
          return (
            <li key={place} className={wrong ? 'field-wrong' : undefined}>
              <label className="score-line" htmlFor={`${id}-${place}`}>
                <span>
                  <span className="score-place">{place + 1}</span>
                  {input.texts[place] ? ` ${input.texts[place]}` : null}
                </span>
                <input
                  id={`${id}-${place}`}
                  className="control score-field"
                  type="text"
                  inputMode="numeric"
                  autoComplete="off"
                  value={isNotTaken ? '' : (typed[place] ?? '')}
                  onFocus={(event) => event.currentTarget.select()}
                  onChange={(event) => type(place, event.target.value)}
                  onKeyDown={(event) => onKeyDown(event, place)}
                  {...(wrong ? { 'aria-invalid': true as const, 'aria-describedby': `${id}-${place}-error` } : {})}
                />
              </label>
              {wrong ? (
                <p id={`${id}-${place}-error`} className="field-error">
                  {t.assessment.scoreWrong(allowed)}
                </p>
              ) : null}
            </li>
          );
        })}
      </ol>
      <p className="field-help" role="status">
        {isNotTaken || filled === 0 ? '' : t.assessment.scoresFilled(filled, input.count)}
      </p>
      <Tick
        row
        label={input.notTaken.label}
        checked={isNotTaken}
        onChange={(checked) => {
          setTyped(typed.map(() => ''));
          onChange(checked ? input.notTaken.code : null);
        }}
      />
    </div>
  );
};

/** A number of the list added or taken away. */
export const toggledNumber = (input: Numbers, value: Value, number: number): number[] => {
  const chosen = Array.isArray(value) ? value : [];
  return Array.from({ length: input.max - input.min + 1 }, (_, at) => input.min + at).filter((one) =>
    one === number ? !chosen.includes(one) : chosen.includes(one),
  );
};

/** Which numbered questions of another form were answered with yes. */
export const NumbersInput = ({
  input,
  value,
  onChange,
  labelledBy,
}: {
  readonly labelledBy: string;
  readonly input: Numbers;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}) => {
  const chosen = Array.isArray(value) ? value : null;
  const all = Array.from({ length: input.max - input.min + 1 }, (_, at) => input.min + at);
  return (
    <fieldset className="choices" aria-labelledby={labelledBy}>
      <div className="numbers-grid">
        {all.map((number) => (
          <Tick
            key={number}
            row
            label={String(number)}
            checked={chosen?.includes(number) ?? false}
            onChange={() => {
              const next = toggledNumber(input, value, number);
              onChange(next.length === 0 ? null : next);
            }}
          />
        ))}
      </div>
      <Tick
        row
        label={input.none}
        hint={input.min > 0 ? '0' : undefined}
        checked={chosen !== null && chosen.length === 0}
        onChange={(checked) => onChange(checked ? [] : null)}
      />
    </fieldset>
  );
};
