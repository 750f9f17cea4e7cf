import { useState } from 'react';
import type { QuestionView } from '#host/views.ts';
import { Tick } from '../parts/choice.tsx';
import { TextField } from '../parts/field.tsx';
import { useTexts } from '../words.ts';

type Value = QuestionView['answer'];
type Scores = Extract<QuestionView['input'], { kind: 'scores' }>;
type Numbers = Extract<QuestionView['input'], { kind: 'numbers' }>;

/**
 * The scores of an official form, item by item in its order. What is left empty stays empty: nothing is guessed. The
 * licensed texts are shown only where the organisation added them.
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
  const given = Array.isArray(value) ? value : [];
  const [typed, setTyped] = useState(() =>
    Array.from({ length: input.count }, (_, at) => (typeof given[at] === 'number' ? String(given[at]) : '')),
  );
  const scoreOf = (text: string): number | null | undefined => {
    if (text.trim() === '') return null;
    return input.allowed.find((score) => String(score) === text.trim());
  };
  const type = (at: number, text: string) => {
    const next = typed.map((one, place) => (place === at ? text : one));
    setTyped(next);
    const scores = next.map(scoreOf);
    const complete = scores.every((score) => score !== undefined) && next.some((one) => one.trim() !== '');
    onChange(complete ? scores.map((score) => score ?? null) : null);
  };
  // The place on the form is what an item is.
  const places = Array.from({ length: input.count }, (_, place) => place);
  const isNotTaken = value === input.notTaken.code;
  const empty = typed.filter((one) => one.trim() === '').length;
  return (
    <div className="scores">
      <p className="field-help">{t.assessment.scoresHelp(input.official, input.allowed.join(', '))}</p>
      <ol className="scores-list">
        {places.map((place) => (
          <li key={place}>
            <TextField
              label={input.texts[place] === undefined ? String(place + 1) : `${place + 1}. ${input.texts[place]}`}
              narrow
              inputMode="numeric"
              value={isNotTaken ? '' : (typed[place] ?? '')}
              onChange={(text) => type(place, text)}
              error={
                scoreOf(typed[place] ?? '') === undefined ? t.assessment.scoreWrong(input.allowed.join(', ')) : null
              }
            />
          </li>
        ))}
      </ol>
      {isNotTaken || empty === 0 || empty === input.count ? null : (
        <p role="status">{t.assessment.scoresEmpty(empty)}</p>
      )}
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

/** Which numbered questions of another form were answered with yes. */
export const NumbersInput = ({
  input,
  value,
  onChange,
}: {
  readonly input: Numbers;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}) => {
  const chosen = Array.isArray(value) ? value : null;
  const all = Array.from({ length: input.max - input.min + 1 }, (_, at) => input.min + at);
  return (
    <fieldset className="choices numbers-grid" aria-labelledby="question">
      {all.map((number) => (
        <Tick
          key={number}
          row
          label={String(number)}
          checked={chosen?.includes(number) ?? false}
          onChange={(checked) => {
            const others = (chosen ?? []).filter((one) => one !== number);
            const next = checked ? all.filter((one) => one === number || others.includes(one)) : others;
            onChange(next.length === 0 ? null : next);
          }}
        />
      ))}
      <Tick
        row
        label={input.none}
        checked={chosen !== null && chosen.length === 0}
        onChange={(checked) => onChange(checked ? [] : null)}
      />
    </fieldset>
  );
};
