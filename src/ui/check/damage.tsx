import type { DamageView } from '#host/contract.ts';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { Notice } from '../parts/notice.tsx';
import { useSession } from '../session.tsx';
import { useTexts } from '../words.ts';

/** Numbers shown of one kind; whoever helps sees by these where to look. */
const shown = 20;

/** The same kind together, in the order in which it was found. */
export const byKind = (
  damage: readonly DamageView[],
): readonly (readonly [DamageView['kind'], readonly DamageView[]])[] => {
  const kinds = new Map<DamageView['kind'], DamageView[]>();
  for (const one of damage) kinds.set(one.kind, [...(kinds.get(one.kind) ?? []), one]);
  return [...kinds];
};

/** Each kind of damage in a sentence: what it means, what to do, and in which dossier. */
export const DamageList = ({
  damage,
  here = false,
}: {
  readonly damage: readonly DamageView[];
  readonly here?: boolean;
}) => {
  const t = useTexts();
  return (
    <ul className="damages">
      {byKind(damage).map(([kind, all]) => {
        const text = t.check.kinds[kind];
        const ids = all.map(({ document }) => document).filter((id) => id !== '');
        return (
          <li key={kind} className="damage stack">
            <p className="line-title">
              {text.title} <span className="tone-soft">({t.check.places(all.length)})</span>
            </p>
            <p>{text.means}</p>
            <p>
              <strong>{t.check.todo}:</strong> {text.todo}
            </p>
            {here ? null : <Where damage={all} />}
            {ids.length === 0 ? null : (
              <Disclosure summary={t.check.ids}>
                <ul className="damage-ids">
                  {ids.slice(0, shown).map((id) => (
                    <li key={id} className="path">
                      {id}
                    </li>
                  ))}
                </ul>
                {ids.length > shown ? <p>{t.check.moreIds(ids.length - shown)}</p> : null}
              </Disclosure>
            )}
          </li>
        );
      })}
    </ul>
  );
};

const Where = ({ damage }: { readonly damage: readonly DamageView[] }) => {
  const t = useTexts();
  const { go } = useSession();
  const dossiers = new Map(
    damage.flatMap(({ dossier, label }) => (dossier === null ? [] : [[dossier, label] as const])),
  );
  if (dossiers.size === 0) return <p className="row-meta">{t.check.inVault}</p>;
  return (
    <ul className="damage-places">
      {[...dossiers].map(([dossier, label]) => (
        <li key={dossier}>
          {label === null ? (
            <span className="row-meta">{t.check.inUnknown}</span>
          ) : (
            <Button onClick={() => go({ kind: 'dossier', dossier })}>{t.check.openDossier(label)}</Button>
          )}
        </li>
      ))}
    </ul>
  );
};

/** That something is wrong, and the way to what to do. */
export const DamagePanel = ({ count }: { readonly count: number }) => {
  const t = useTexts();
  const { go } = useSession();
  return (
    <Notice tone="danger" title={t.check.panel(count)}>
      <p>{t.check.panelHelp}</p>
      <p className="notice-action">
        <Button onClick={() => go({ kind: 'check' })}>{t.check.panelOpen}</Button>
      </p>
    </Notice>
  );
};
