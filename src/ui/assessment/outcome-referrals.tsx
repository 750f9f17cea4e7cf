import type { ReferralLine, ServiceView } from '#host/views.ts';
import { DeadlineMark } from '../dossiers/list.tsx';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { Heading } from '../parts/heading.tsx';
import { Icon } from '../parts/icon.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import type { Guide } from './assessment.tsx';

/** What to arrange now, and apart from it what to offer. */
export const Referrals = ({ guide }: { readonly guide: Guide }) => {
  const t = useTexts();
  const { referrals } = guide.view.outcome;
  // Whoever reads one card only must have read 112.
  const now = referrals
    .filter((line) => !line.offer)
    .toSorted((a, b) => Number(b.code === '112') - Number(a.code === '112'));
  const offers = referrals.filter((line) => line.offer);
  /** One clear next step: the first letter stands out, the others are there. */
  const firstLetter = now.find((line) => line.recipient !== null)?.code;
  return (
    <>
      {now.length === 0 ? null : (
        <section aria-labelledby="part-now" className="part">
          <Heading level={2} id="part-now">
            {t.outcome.now}
          </Heading>
          <ol className="referrals">
            {now.map((line) => (
              <Line key={line.code} guide={guide} line={line} first={line.code === firstLetter} />
            ))}
          </ol>
        </section>
      )}
      {offers.length === 0 ? null : (
        <section aria-labelledby="part-offers" className="part">
          <Heading level={2} id="part-offers">
            {t.outcome.offers}
          </Heading>
          <Paragraph tone="soft">{t.outcome.offersHelp}</Paragraph>
          <ol className="referrals">
            {offers.map((line) => (
              <Line key={line.code} guide={guide} line={line} first={line.code === firstLetter} />
            ))}
          </ol>
        </section>
      )}
    </>
  );
};

/** Letters a professional may choose to make whatever the outcome. */
export const OtherLetters = ({ guide }: { readonly guide: Guide }) => {
  const t = useTexts();
  const { go } = useSession();
  const { dossier, assessment, outcome } = guide.view;
  const { onRequest } = outcome;
  if (onRequest.length === 0) return null;
  return (
    <section className="card" aria-labelledby="part-request">
      <Heading level={2} look={3} id="part-request">
        {t.outcome.onRequest}
      </Heading>
      <Paragraph tone="soft">{t.outcome.onRequestHelp}</Paragraph>
      <ul className="lines">
        {onRequest.map((one) => (
          <li key={one.code} className="line">
            <div className="line-main">
              <p className="line-title">{one.label}</p>
              <p className="row-meta">{one.recipientName}</p>
            </div>
            <Button
              icon="letter"
              name={t.outcome.letterTo(one.recipientName)}
              onClick={() => go({ kind: 'letter', dossier, assessment, code: one.code })}
            >
              {t.outcome.letter}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** What a rule is called. Its code says nothing to who reads. */
const titleOf = ({ view: { outcome } }: Guide, id: string): string =>
  [...outcome.reasons, ...outcome.others].find((rule) => rule.id === id)?.title ?? id;

const Line = ({
  guide,
  line,
  first,
}: {
  readonly guide: Guide;
  readonly line: ReferralLine;
  readonly first: boolean;
}) => {
  const t = useTexts();
  const { go } = useSession();
  const { dossier, assessment } = guide.view;
  return (
    <li className="card referral">
      <div className="referral-head">
        <Heading level={3}>{line.label}</Heading>
        {line.deadline === null ? null : <DeadlineMark deadline={line.deadline} />}
      </div>
      {line.via === null ? null : <p className="row-meta">{t.outcome.via(line.via)}</p>}
      {line.wording === null ? null : <p>{line.wording}</p>}
      <dl className="facts">
        <div>
          <dt>{t.outcome.who}</dt>
          <dd>{line.who}</dd>
        </div>
        <div>
          <dt>{t.outcome.how}</dt>
          <dd>{line.how}</dd>
        </div>
      </dl>
      {line.services.map((service) => (
        <Service key={service.id} service={service} />
      ))}
      {line.otherwise === null ? null : (
        <p className="otherwise">
          <strong>{t.outcome.otherwise}</strong> {line.otherwise}
        </p>
      )}
      <div className="referral-foot">
        {line.why.length === 0 ? null : (
          <Disclosure summary={t.outcome.whyThis}>
            <ul className="bullets">
              {line.why.map((why) => (
                <li key={why}>{why}</li>
              ))}
            </ul>
            {line.rules.length === 0 ? null : (
              <p className="tone-small">
                {t.outcome.rule}: {line.rules.map((id) => titleOf(guide, id)).join(', ')}
              </p>
            )}
          </Disclosure>
        )}
        {line.recipient === null ? null : (
          <Button
            look={first ? 'primary' : 'secondary'}
            icon="letter"
            name={t.outcome.letterFor(line.label)}
            onClick={() => go({ kind: 'letter', dossier, assessment, code: line.code })}
          >
            {t.outcome.letter}
          </Button>
        )}
      </div>
    </li>
  );
};

/** A service with its number, or plainly without one. */
export const Service = ({ service }: { readonly service: ServiceView }) => {
  const t = useTexts();
  return (
    <div className="service">
      <div>
        <p className="service-name">{service.name}</p>
        <p className="row-meta">{[service.hours, t.outcome.openNow[service.openNow]].filter(Boolean).join(' · ')}</p>
        <p className="row-meta">{service.checked}</p>
      </div>
      {service.phone === null ? (
        <p className="service-none">{t.outcome.noNumber}</p>
      ) : (
        <p className="service-phone">
          <Icon name="phone" />
          {service.phone}
        </p>
      )}
    </div>
  );
};
