import { useState } from 'react';
import type { PaperQuestion } from '#host/contract.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useTexts } from '../words.ts';

/** Before the paper goes into the dossier: what stays open, and what on it does not fit. */
export const Closing = ({
  asked,
  answered,
  questions,
  against,
  halves,
  lost,
  tooMuch,
  headWrong,
  busy,
  goTo,
  save,
  discard,
}: {
  readonly asked: number;
  readonly answered: number;
  readonly questions: readonly PaperQuestion[];
  readonly against: ReadonlySet<string>;
  readonly halves: readonly PaperQuestion[];
  /** With a note and without an answer. */
  readonly lost: readonly PaperQuestion[];
  readonly tooMuch: string | null;
  readonly headWrong: boolean;
  readonly busy: boolean;
  readonly goTo: (item: string) => void;
  readonly save: () => void;
  readonly discard: () => void;
}) => {
  const t = useTexts();
  const [sure, setSure] = useState(false);
  const contradictions = questions.filter(({ question }) => against.has(question.item));
  const toFix = [...halves, ...lost];
  return (
    <section className="card stack paper-closing" aria-labelledby="paper-closing">
      <Heading level={2} look={3} id="paper-closing" focusable>
        {t.paper.closing}
      </Heading>
      <Paragraph>{t.paper.answered(answered, Math.max(0, asked - (answered - contradictions.length)))}</Paragraph>
      {contradictions.length === 0 ? null : (
        <Notice tone="warn" title={t.paper.againstTitle(contradictions.length)}>
          <p>{t.paper.againstHelp}</p>
          <Going to={contradictions} goTo={goTo} />
        </Notice>
      )}
      {tooMuch === null ? null : (
        <Notice tone="warn" title={t.paper.tooMuch}>
          <p>{tooMuch}</p>
        </Notice>
      )}
      {toFix.length === 0 ? null : (
        <Notice tone="warn" title={t.paper.fix(toFix.length)}>
          <p>{t.paper.fixHelp}</p>
          <Going to={toFix} goTo={goTo} />
        </Notice>
      )}
      {headWrong ? <p className="field-error">{t.paper.headNeeded}</p> : null}
      <div className="page-ways">
        <Button look="primary" busy={busy} onClick={save}>
          {t.paper.enter}
        </Button>
        <Button look="subtle" onClick={sure ? discard : () => setSure(true)}>
          {sure ? t.paper.discardSure : t.paper.discard}
        </Button>
      </div>
      <Paragraph tone="small">{t.paper.enterHelp}</Paragraph>
    </section>
  );
};

const Going = ({ to, goTo }: { readonly to: readonly PaperQuestion[]; readonly goTo: (item: string) => void }) => {
  const t = useTexts();
  return (
    <div className="page-ways">
      {to.map(({ number, question }) => (
        <Button
          key={question.item}
          name={`${t.paper.toQuestion(number)}: ${question.text}`}
          onClick={() => goTo(question.item)}
        >
          {t.paper.toQuestion(number)}
        </Button>
      ))}
    </div>
  );
};
