import type { Output } from '#host/contract.ts';
import { fullDate } from '../moment.ts';
import { useTexts } from '../words.ts';

export type Kept = Output<'retention.read'>;
export type Standing = Kept['standing'];

/** Where a dossier stands, in words; never by colour alone. */
export const StandingLine = ({ standing }: { readonly standing: Standing }) => {
  const t = useTexts();
  const more =
    standing.kind === 'due'
      ? t.retention.dueOn(fullDate(standing.on))
      : standing.kind === 'running'
        ? t.retention.runningUntil(fullDate(standing.until))
        : null;
  return (
    <>
      <p className="keeping-state">{t.retention.kinds[standing.kind]}</p>
      {more === null ? null : <p className="row-meta">{more}</p>}
    </>
  );
};
