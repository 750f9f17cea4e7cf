import type { PlanView } from '#host/contract.ts';
import { fullDate } from '../moment.ts';
import { Disclosure } from '../parts/disclosure.tsx';
import { Heading } from '../parts/heading.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useTexts } from '../words.ts';

type Change = PlanView['pending'][number];

export const Changes = ({ changes }: { readonly changes: readonly Change[] }) => {
  const t = useTexts();
  return (
    <ul className="plan-changes">
      {changes.map(({ how, text, before, reason }) => (
        <li key={`${how} ${text}`}>
          <strong>{t.plan.changes[how]}:</strong> {text}
          {before === null ? null : <p className="row-meta">{t.plan.was(before)}</p>}
          {reason === '' ? null : <p className="row-meta">{t.plan.because2(reason)}</p>}
        </li>
      ))}
    </ul>
  );
};

/** What was agreed, when, and what each version changed. */
export const Versions = ({ plan }: { readonly plan: PlanView }) => {
  const t = useTexts();
  const { agreed, earlier } = plan;
  return (
    <section className="card stack" aria-labelledby="versions">
      <Heading level={2} look={3} id="versions">
        {t.plan.versions}
      </Heading>
      {agreed === null ? (
        <Paragraph tone="soft">{t.plan.noVersion}</Paragraph>
      ) : (
        <div>
          <p>
            <strong>{t.plan.version(agreed.number, fullDate(agreed.at))}</strong>
          </p>
          <p className="row-meta">{t.plan.agreedWith(agreed.with)}</p>
          <p className="row-meta">
            {agreed.evaluateOn === null
              ? t.plan.notEvaluated(agreed.why)
              : t.plan.evaluated(fullDate(agreed.evaluateOn))}
          </p>
          {agreed.codeWord === '' ? null : <p className="row-meta">{t.plan.code(agreed.codeWord, agreed.codeMeans)}</p>}
          {agreed.contact === '' ? null : <p className="row-meta">{t.plan.reach(agreed.contact)}</p>}
          {agreed.number === 1 ? null : agreed.changes.length === 0 ? (
            <p className="row-meta">{t.plan.sameSteps}</p>
          ) : (
            <Changes changes={agreed.changes} />
          )}
        </div>
      )}
      {earlier.map((one) => (
        <Disclosure key={one.number} summary={t.plan.version(one.number, fullDate(one.at))}>
          <p className="row-meta">{t.plan.agreedWith(one.with)}</p>
          <Changes changes={one.changes} />
        </Disclosure>
      ))}
    </section>
  );
};
