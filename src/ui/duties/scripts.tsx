import { Disclosure } from '../parts/disclosure.tsx';
import { Heading } from '../parts/heading.tsx';
import { useTexts } from '../words.ts';
import { onRecord, type View } from './duties.tsx';

/** What to say on the telephone, filled in from the answers and without a name. */
export const Scripts = ({ scripts }: { readonly scripts: View['scripts'] }) => {
  const t = useTexts();
  if (scripts.length === 0) return null;
  return (
    <div className="card duty-scripts">
      <Heading level={3}>{t.duties.scripts}</Heading>
      {scripts.map((script) => (
        <Disclosure key={script.id} summary={script.title}>
          <p className="script-begin">“{script.begin}”</p>
          <dl className="facts script-lines">
            {script.lines.map((line) => (
              <div key={line.label}>
                <dt>{line.label}</dt>
                <dd>{line.at === null ? line.text : onRecord(line.at)}</dd>
              </div>
            ))}
          </dl>
          <p className="field-label">{t.duties.scriptAsk}</p>
          <ul className="bullets">
            {script.ask.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p className="field-label">{t.duties.scriptNot}</p>
          <ul className="bullets">
            {script.not.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Disclosure>
      ))}
    </div>
  );
};
