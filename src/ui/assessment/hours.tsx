import { useState } from 'react';
import { hourOfDay } from '../moment.ts';
import { useTexts } from '../words.ts';

/** Middle of a part of the day, as the hour of the clock. */
const parts = { nacht: 3, ochtend: 9, middag: 15, avond: 21 } as const;
type Part = keyof typeof parts;
const partNames: readonly Part[] = ['nacht', 'ochtend', 'middag', 'avond'];
const DAYS = 7;

/**
 * Whole hours between a day (0 is today) with or without a part of it, and now; null for a part that has yet to come.
 * Without a part it is a whole number of days, and 1 hour for today: of two times in doubt the shorter one counts.
 *
 * @param hourNow - the hour of the clock in the Netherlands, 0 to 23. A change to summer time is within the guess.
 */
export const hoursAgo = (daysAgo: number, part: Part | null, hourNow: number): number | null => {
  if (part === null) return daysAgo === 0 ? 1 : daysAgo * 24;
  const hours = daysAgo * 24 + hourNow - parts[part];
  return hours < 0 ? null : hours;
};

/** Picks a day, and if known a part of the day, and counts the hours. */
export const Hours = ({ onPick }: { readonly onPick: (hours: number) => void }) => {
  const t = useTexts();
  const [day, setDay] = useState<number | null>(null);
  const [part, setPart] = useState<Part | null>(null);
  const pick = (nextDay: number, nextPart: Part | null) => {
    const hours = hoursAgo(nextDay, nextPart, hourOfDay());
    setDay(nextDay);
    setPart(hours === null ? null : nextPart);
    onPick(hours ?? hoursAgo(nextDay, null, hourOfDay()) ?? 0);
  };
  return (
    <div className="hours">
      <fieldset className="pills">
        <legend className="field-label">{t.assessment.hoursQuick}</legend>
        {Array.from({ length: DAYS + 1 }, (_, ago) => ago).map((ago) => (
          <button key={ago} type="button" className="pill" aria-pressed={day === ago} onClick={() => pick(ago, null)}>
            {t.assessment.days[ago] ?? t.assessment.daysAgo(ago)}
          </button>
        ))}
      </fieldset>
      {day === null ? null : (
        <fieldset className="pills">
          <legend className="field-label">{t.assessment.part}</legend>
          {partNames
            .filter((name) => hoursAgo(day, name, hourOfDay()) !== null)
            .map((name) => (
              <button
                key={name}
                type="button"
                className="pill"
                aria-pressed={part === name}
                onClick={() => pick(day, part === name ? null : name)}
              >
                {t.assessment.parts[name]}
              </button>
            ))}
        </fieldset>
      )}
    </div>
  );
};
