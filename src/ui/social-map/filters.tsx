import { useState } from 'react';
import type { SocialMapView } from '#host/contract.ts';
import { Municipality } from '../assessment/municipality.tsx';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Select } from '../parts/select.tsx';
import { useTexts } from '../words.ts';
import { nothingSought, type Seeking } from './social-map.tsx';

/** A whole number of years; null: nothing filled in; undefined: no age. */
export const ageOf = (text: string): number | null | undefined => {
  if (text.trim() === '') return null;
  const age = Number(text);
  return Number.isInteger(age) && age >= 0 && age <= 120 ? age : undefined;
};

/** The list follows at once; nothing has to be sent. */
export const Filters = ({
  view,
  seeking,
  seek,
}: {
  readonly view: SocialMapView;
  readonly seeking: Seeking;
  readonly seek: (seeking: Seeking) => void;
}) => {
  const t = useTexts();
  const [age, setAge] = useState('');
  /** The field for a municipality keeps what is typed; another one is an empty one. */
  const [cleared, setCleared] = useState(0);
  const shown = view.national.length + view.local.length;
  return (
    <section className="card stack" aria-labelledby="map-seek">
      <Heading level={2} look={3} id="map-seek">
        {t.socialMap.seek}
      </Heading>
      <fieldset className="pills">
        <legend className="field-label">{t.socialMap.audience}</legend>
        <button
          type="button"
          className="pill"
          aria-pressed={seeking.audience === null}
          onClick={() => seek({ ...seeking, audience: null })}
        >
          {t.socialMap.everyone}
        </button>
        {view.choices.audiences.map(({ code, label }) => (
          <button
            key={code}
            type="button"
            className="pill"
            aria-pressed={seeking.audience === code}
            onClick={() => seek({ ...seeking, audience: seeking.audience === code ? null : code })}
          >
            {label}
          </button>
        ))}
      </fieldset>
      <div className="map-fields">
        <TextField
          label={t.socialMap.word}
          value={seeking.word}
          onChange={(word) => seek({ ...seeking, word: word.slice(0, 80) })}
        />
        <Select
          label={t.socialMap.need}
          value={seeking.need ?? ''}
          choices={[['', t.socialMap.anyNeed], ...view.choices.needs.map(({ code, label }) => [code, label] as const)]}
          onChange={(need) => seek({ ...seeking, need: need === '' ? null : need })}
        />
        <TextField
          label={t.socialMap.age}
          narrow
          inputMode="numeric"
          value={age}
          error={ageOf(age) === undefined ? t.socialMap.ageWrong : null}
          onChange={(text) => {
            setAge(text);
            seek({ ...seeking, age: ageOf(text) ?? null });
          }}
        />
        <Municipality
          key={cleared}
          options={view.choices.municipalities}
          value={seeking.municipality}
          onChange={(municipality) => seek({ ...seeking, municipality })}
        />
      </div>
      <div className="form-actions">
        <p role="status">
          <strong>{t.socialMap.found(shown, view.total)}</strong>
        </p>
        {shown === view.total && age === '' ? null : (
          <Button
            look="subtle"
            onClick={() => {
              setAge('');
              setCleared(cleared + 1);
              seek(nothingSought);
            }}
          >
            {t.socialMap.clear}
          </Button>
        )}
      </div>
      <p className="field-help">{t.socialMap.kept}</p>
    </section>
  );
};
