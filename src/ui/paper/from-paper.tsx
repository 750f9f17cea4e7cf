import type { Guide } from '../assessment/assessment.tsx';
import { fullDate } from '../moment.ts';
import { Button } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import { useTexts } from '../words.ts';

/** That these answers were typed in from a paper, and what on it did not fit. */
export const FromPaper = ({ guide }: { readonly guide: Guide }) => {
  const t = useTexts();
  const { paper } = guide.view;
  if (paper === null) return null;
  return (
    <div className="page">
      <Notice
        tone={paper.aside.length > 0 ? 'warn' : 'info'}
        title={t.paper.from(fullDate(paper.on), paper.time, paper.by)}
      >
        {paper.counted.map(({ question, was }) => (
          <p key={question}>{t.paper.fromCounted(question, was)}</p>
        ))}
        {paper.aside.length === 0 ? null : (
          <>
            <p>{t.paper.fromAside}</p>
            <ul className="paper-aside">
              {paper.aside.map(({ item, question, answer, shown }) => (
                <li key={item}>
                  <span>
                    {question} <strong>{answer}</strong>
                  </span>
                  {shown ? (
                    <Button name={`${t.outcome.answerNow}: ${question}`} onClick={() => guide.goTo(item)}>
                      {t.outcome.answerNow}
                    </Button>
                  ) : null}
                </li>
              ))}
            </ul>
          </>
        )}
      </Notice>
    </div>
  );
};
