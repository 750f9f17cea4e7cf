import { useState } from 'react';
import type { QuestionView } from '#host/views.ts';
import { Radios } from '../parts/choice.tsx';
import { TextArea } from '../parts/field.tsx';
import { useTexts } from '../words.ts';
import type { Value } from './inputs.tsx';

/** Of two lists of scores only what differs: nobody finds one figure among twenty. */
const differing = (one: Value, other: Value): readonly number[] => {
  if (!Array.isArray(one) || !Array.isArray(other)) return [];
  return one.flatMap((score, at) => (score === other[at] ? [] : [at]));
};

/** An answer in words, as it stands on the screen. */
const inWords = (input: QuestionView['input'], value: Value, unknown: string, unit: string): string => {
  if (value === null) return '–';
  if (Array.isArray(value)) {
    if (input.kind === 'numbers') return value.length === 0 ? input.none : value.join(', ');
    if (input.kind !== 'many') return value.map((score) => score ?? '–').join(' ');
    if (value.length === 0) return input.none;
    return value.map((code) => input.options.find((option) => option.code === code)?.label ?? code).join(', ');
  }
  if (typeof value === 'number') return `${value} ${unit}`.trim();
  if (input.kind === 'one') return input.options.find((option) => option.code === value)?.label ?? value;
  if (input.kind === 'municipality') return input.options.find((option) => option.code === value)?.name ?? value;
  if (input.kind === 'scores') return input.notTaken.label;
  return input.kind === 'number' ? unknown : value;
};

/** Why an earlier answer changes. The old one stays on record, so the reason does too. */
export const Correction = ({
  input,
  labelledBy = 'question',
  was,
  becomes,
  reason,
  setReason,
  wrong,
}: {
  readonly input: QuestionView['input'];
  readonly labelledBy?: string;
  readonly was: Value;
  readonly becomes: Value;
  readonly reason: string;
  readonly setReason: (reason: string) => void;
  readonly wrong: boolean;
}) => {
  const t = useTexts();
  const other = 'other';
  const named = t.assessment.reasons.indexOf(reason);
  const [own, setOwn] = useState(named === -1 && reason !== '');
  const unit = input.kind === 'number' ? t.assessment.units[input.unit] : '';
  const changed = input.kind === 'scores' ? differing(was, becomes) : [];
  const words = (value: Value): string =>
    changed.length > 0 && Array.isArray(value)
      ? changed.map((at) => t.assessment.scoreAt(at + 1, value[at] ?? null)).join(', ')
      : inWords(input, value, t.assessment.unknown, unit);
  return (
    <div className="correction">
      <dl className="change">
        <div>
          <dt>{t.assessment.changeFrom}</dt>
          <dd>{words(was)}</dd>
        </div>
        <div>
          <dt>{t.assessment.changeTo}</dt>
          <dd>
            <strong>{words(becomes)}</strong>
          </dd>
        </div>
      </dl>
      <Radios
        labelledBy={labelledBy}
        keys
        choices={[
          ...t.assessment.reasons.map((label) => ({ code: label, label })),
          { code: other, label: t.assessment.reasonOther },
        ]}
        value={named === -1 ? (own ? other : null) : reason}
        onChange={(code) => {
          setOwn(code === other);
          setReason(code === other ? '' : code);
        }}
        error={wrong ? t.assessment.reasonNeeded : null}
      />
      {own && named === -1 ? (
        <TextArea label={t.assessment.reasonText} rows={2} maxLength={1000} value={reason} onChange={setReason} />
      ) : null}
      <p className="tone-small">{t.assessment.changeKeep}</p>
    </div>
  );
};
