import type { ReferralDraft } from '#host/views.ts';
import { Tick } from '../parts/choice.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { TextArea } from '../parts/field.tsx';
import { useTexts } from '../words.ts';
import type { LetterChoices } from './letter.tsx';
import { Part } from './part.tsx';

/** What goes into the letter and what stays out, a topic at a time. More needs a reason; less does not. */
export const Topics = ({
  draft,
  choices,
  change,
  tried,
}: {
  readonly draft: ReferralDraft;
  readonly choices: LetterChoices;
  readonly change: (part: Partial<LetterChoices>) => void;
  readonly tried: boolean;
}) => {
  const t = useTexts();
  return (
    <>
      <Part
        id="shared"
        title={t.letter.shared}
        help={draft.shared.length === 0 ? t.letter.nothingShared : t.letter.sharedHelp}
      >
        <ul className="topics">
          {draft.shared.map((topic) => {
            const kept = !choices.leftOut.includes(topic.topic);
            return (
              <li key={topic.topic} className={kept ? 'topic' : 'topic topic-out'}>
                <Tick
                  label={topic.label}
                  help={topic.lines.length === 0 ? t.letter.noLines : undefined}
                  checked={kept}
                  onChange={(keep) =>
                    change({
                      leftOut: keep
                        ? choices.leftOut.filter((one) => one !== topic.topic)
                        : [...choices.leftOut, topic.topic],
                    })
                  }
                />
                {topic.lines.length === 0 ? null : (
                  <Disclosure
                    summary={
                      <>
                        {t.letter.lines(topic.lines.length)}
                        <span className="unseen"> {topic.label}</span>
                      </>
                    }
                  >
                    <dl className="shared-lines">
                      {topic.lines.map((line) => (
                        <div key={line.question}>
                          <dt>{line.question}</dt>
                          <dd>{line.answer}</dd>
                        </div>
                      ))}
                    </dl>
                  </Disclosure>
                )}
              </li>
            );
          })}
        </ul>
      </Part>
      {draft.leftOut.length === 0 ? null : (
        <Part id="left-out" title={t.letter.leftOut} help={t.letter.leftOutHelp}>
          <ul className="topics">
            {draft.leftOut.map((topic) => {
              const added = choices.added.find((one) => one.topic === topic.topic);
              const others = choices.added.filter((one) => one.topic !== topic.topic);
              return (
                <li key={topic.topic} className="topic">
                  <Tick
                    label={topic.label}
                    help={topic.reason}
                    checked={added !== undefined}
                    onChange={(add) =>
                      change({ added: add ? [...others, { topic: topic.topic, reason: '' }] : others })
                    }
                  />
                  {added === undefined ? null : (
                    <TextArea
                      label={t.letter.addReason}
                      rows={2}
                      maxLength={500}
                      value={added.reason}
                      onChange={(reason) => change({ added: [...others, { topic: topic.topic, reason }] })}
                      error={tried && added.reason.trim().length < 3 ? t.letter.noReason : null}
                    />
                  )}
                </li>
              );
            })}
          </ul>
        </Part>
      )}
    </>
  );
};
