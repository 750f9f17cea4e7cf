import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import type { LetterChoices } from '../referral/letter.tsx';
import { useSession } from '../session.tsx';
import { useTexts } from '../words.ts';

const isLetter = (draft: unknown): draft is LetterChoices =>
  typeof draft === 'object' && draft !== null && 'dossier' in draft && 'assessment' in draft && 'code' in draft;

/** Letters that were begun and not kept yet. */
export const Drafts = () => {
  const t = useTexts();
  const { drafts, go } = useSession();
  const letters = drafts.begun('letter ').flatMap(([key, draft]) => (isLetter(draft) ? [{ key, draft }] : []));
  if (letters.length === 0) return null;
  return (
    <section className="card" aria-labelledby="work-letters">
      <Heading level={2} look={3} id="work-letters">
        {t.work.lettersTitle}
      </Heading>
      <Paragraph tone="soft">{t.work.lettersHelp}</Paragraph>
      <ul className="lines">
        {letters.map(({ key, draft: { dossier, assessment, code } }) => (
          <li key={key} className="line">
            <div className="line-main">
              <p className="line-title">{t.work.letter}</p>
            </div>
            <Button onClick={() => go({ kind: 'letter', dossier, assessment, code })}>{t.work.letterGo}</Button>
          </li>
        ))}
      </ul>
    </section>
  );
};
