import type { Provider } from '#host/views.ts';
import { fullDate } from '../moment.ts';
import { useTexts } from '../words.ts';

/** Services of the own region, as the team keeps them in the sociale kaart. */
export const ProviderLines = ({ providers }: { readonly providers: readonly Provider[] }) => {
  const t = useTexts();
  return (
    <ul className="lines">
      {providers.map((one) => (
        <li key={one.name} className="line">
          <div className="line-main">
            <p className="line-title">{one.name}</p>
            <p className="row-meta">{[one.audience, one.expertise].filter(Boolean).join(' · ')}</p>
            <p className="row-meta">
              {one.checkedOn === null ? t.letter.notChecked : t.letter.checked(fullDate(one.checkedOn))}
            </p>
          </div>
          <p className={one.phone === null ? 'service-none' : 'service-phone'}>{one.phone ?? t.outcome.noNumber}</p>
        </li>
      ))}
    </ul>
  );
};
