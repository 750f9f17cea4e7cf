import type { Copy } from '../paper/entry.tsx';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import type { LetterChoices } from '../referral/letter.tsx';
import { useSession } from '../session.tsx';
import { useTexts } from '../words.ts';

const isLetter = (draft: unknown): draft is LetterChoices =>
  typeof draft === 'object' && draft !== null && 'dossier' in draft && 'assessment' in draft && 'code' in draft;

/** What was begun and is in no dossier yet. */
export const Drafts = () => (
  <>
    <Letters />
    <Papers />
  </>
);

const isCopy = (draft: unknown): draft is Copy =>
  typeof draft === 'object' && draft !== null && 'dossier' in draft && 'instrument' in draft && 'title' in draft;

const Papers = () => {
  const t = useTexts();
  const { drafts, go } = useSession();
  const copies = drafts.begun('paper ').flatMap(([key, draft]) => (isCopy(draft) ? [{ key, draft }] : []));
  if (copies.length === 0) return null;
  return (
    <section className="card" aria-labelledby="work-papers">
      <Heading level={2} look={3} id="work-papers">
        {t.paper.begunTitle}
      </Heading>
      <Paragraph tone="soft">{t.paper.begunHelp}</Paragraph>
      <ul className="lines">
        {copies.map(({ key, draft: { dossier, instrument, title } }) => (
          <li key={key} className="line">
            <div className="line-main">
              <p className="line-title">{title}</p>
            </div>
            <Button name={t.paper.goOnOf(title)} onClick={() => go({ kind: 'paper', dossier, instrument })}>
              {t.paper.goOn}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Letters = () => {
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
