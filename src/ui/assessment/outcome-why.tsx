import type { RuleView } from '#host/views.ts';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { Heading } from '../parts/heading.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useDraft } from '../session.tsx';
import { useTexts } from '../words.ts';
import { type Guide, itemsOf } from './assessment.tsx';

/** As many rules as are read through; of more only the titles stand open. */
const MOST_OPEN = 3;
const BESIDE = 'beside';

/** From answers to rule to source; what is open; what the instrument cannot tell; and only at the very end the counts. */
export const Why = ({ guide }: { readonly guide: Guide }) => {
  const t = useTexts();
  const { outcome } = guide.view;
  // What was opened stays open: also after a question was looked up, and after a lock.
  const [seen, setSeen] = useDraft<readonly string[]>(`why ${guide.view.assessment}`, []);
  const see = (id: string) => (open: boolean) => {
    if (open !== seen.includes(id)) setSeen(open ? [...seen, id] : seen.filter((one) => one !== id));
  };
  const carrying = outcome.reasons.filter(({ band }) => band === outcome.band);
  const leading = carrying.length === 0 ? outcome.reasons : carrying;
  const beside = outcome.reasons.filter((rule) => !leading.includes(rule));
  const folded = leading.length > MOST_OPEN;
  return (
    <>
      {outcome.reasons.length === 0 ? null : (
        <section aria-labelledby="part-why" className="part">
          <Heading level={2} id="part-why">
            {t.outcome.why}
          </Heading>
          <Paragraph tone="soft">{t.outcome.whyHelp}</Paragraph>
          <ul className="reasons">
            {leading.map((rule) => (
              <Reason
                key={rule.id}
                guide={guide}
                rule={rule}
                folded={folded}
                open={seen.includes(rule.id)}
                setOpen={see(rule.id)}
              />
            ))}
          </ul>
          {beside.length === 0 ? null : (
            <div className="reasons-beside">
              <Disclosure summary={t.outcome.beside(beside.length)} open={seen.includes(BESIDE)} onToggle={see(BESIDE)}>
                <ul className="reasons">
                  {beside.map((rule) => (
                    <Reason
                      key={rule.id}
                      guide={guide}
                      rule={rule}
                      folded
                      open={seen.includes(rule.id)}
                      setOpen={see(rule.id)}
                    />
                  ))}
                </ul>
              </Disclosure>
            </div>
          )}
        </section>
      )}

      <section className="card" aria-labelledby="part-open">
        <Heading level={2} id="part-open">
          {t.outcome.open}
        </Heading>
        {outcome.open.length === 0 ? (
          <Paragraph>{t.outcome.nothingOpen}</Paragraph>
        ) : (
          <>
            <Paragraph tone="soft">{t.outcome.openHelp}</Paragraph>
            <ul className="lines">
              {outcome.open.map((one) => (
                <li key={one.item} className="line">
                  <div className="line-main">
                    <p className="line-title">{one.question}</p>
                    <p className="row-meta">
                      {one.alone ? t.outcome.could(one.couldLabel) : t.outcome.couldTogether(one.couldLabel)}
                    </p>
                  </div>
                  <Button
                    look="subtle"
                    name={`${t.outcome.answerNow}: ${one.question}`}
                    onClick={() => guide.goTo(one.item)}
                  >
                    {t.outcome.answerNow}
                  </Button>
                </li>
              ))}
            </ul>
          </>
        )}
      </section>

      {outcome.unknown.length === 0 ? null : (
        <section className="card" aria-labelledby="part-unknown">
          <Heading level={2} id="part-unknown">
            {t.outcome.unknown}
          </Heading>
          <Paragraph tone="soft">{t.outcome.unknownHelp}</Paragraph>
          <ul className="lines">
            {outcome.unknown.map((one) => (
              <li key={one.item} className="line">
                <div className="line-main">
                  <p className="line-title">{one.question}</p>
                  <p className="row-meta">
                    {one.couldLabel === null ? t.outcome.unknownNothing : t.outcome.could(one.couldLabel)}
                  </p>
                </div>
                <Button
                  look="subtle"
                  name={`${t.outcome.correct}: ${one.question}`}
                  onClick={() => guide.goTo(one.item)}
                >
                  {t.outcome.correct}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}

      {outcome.others.length === 0 ? null : (
        <Disclosure summary={t.outcome.others(outcome.others.length)}>
          <ul className="reasons">
            {outcome.others.map((rule) => (
              <Reason
                key={rule.id}
                guide={guide}
                rule={rule}
                folded
                open={seen.includes(rule.id)}
                setOpen={see(rule.id)}
              />
            ))}
          </ul>
        </Disclosure>
      )}

      <section className="card" aria-labelledby="part-limits">
        <Heading level={2} id="part-limits">
          {t.outcome.limits}
        </Heading>
        <ul className="bullets">
          {outcome.limits.map((limit) => (
            <li key={limit}>{limit}</li>
          ))}
        </ul>
        {outcome.score.length === 0 ? null : (
          <div className="score">
            <p>
              <strong>{t.outcome.score}: </strong>
              {outcome.score.map((one) => `${one.label}: ${one.value}`).join(' · ')}
            </p>
            <p>{t.outcome.scoreHelp}</p>
          </div>
        )}
      </section>
    </>
  );
};

const Reason = ({
  guide,
  rule,
  folded,
  open,
  setOpen,
}: {
  readonly guide: Guide;
  readonly rule: RuleView;
  /** Only its title stands open. */
  readonly folded: boolean;
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
}) => {
  const t = useTexts();
  /** A stop button is no question one can go to; it is taken back where it was pressed. */
  const asked = new Set(itemsOf(guide.view).map((one) => one.item));
  const answers = (
    <ul className="because">
      {rule.because.map((one) => (
        <li key={one.item}>
          {asked.has(one.item) ? (
            <button type="button" className="because-item" onClick={() => guide.goTo(one.item)}>
              <span>{one.question}</span>
              <strong>{one.answer}</strong>
              <span className="unseen">. {t.outcome.correct}</span>
            </button>
          ) : (
            <p className="because-item">
              <span>{one.question}</span>
              <strong>{one.answer}</strong>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
  const says = rule.acts ? t.outcome.says.applies : t.outcome.says[rule.says];
  const body = (
    <>
      {rule.acts && rule.says === 'open' ? <p className="tone-small">{t.outcome.couldChange}</p> : null}
      {rule.texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {rule.because.length === 0 ? null : rule.because.length > 4 ? (
        <Disclosure summary={t.outcome.becauseMany(rule.because.length)}>{answers}</Disclosure>
      ) : (
        <>
          <p className="reason-because">{t.outcome.because}</p>
          {answers}
        </>
      )}
      <p className="source">
        {t.outcome.source}: {rule.source}. {t.outcome.rule} {rule.id}
      </p>
    </>
  );
  if (folded)
    return (
      <li className="card reason reason-folded">
        <Disclosure
          open={open}
          onToggle={setOpen}
          summary={
            <span className="reason-head">
              <span className="reason-title">{rule.title}</span>
              <span className="row-meta">{says}</span>
            </span>
          }
        >
          <div className="reason-body">{body}</div>
        </Disclosure>
      </li>
    );
  return (
    <li className="card reason">
      <div className="reason-head">
        <p className="reason-title">{rule.title}</p>
        <p className="row-meta">{says}</p>
      </div>
      {body}
    </li>
  );
};
