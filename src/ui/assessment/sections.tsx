import { useEffect, useRef } from 'react';
import { Icon } from '../parts/icon.tsx';
import { useTexts } from '../words.ts';
import type { Guide } from './assessment.tsx';

/** All questions by section: what is answered, where one is, and a way to any of them. */
export const Sections = ({ guide }: { readonly guide: Guide }) => {
  const t = useTexts();
  const nav = useRef<HTMLElement>(null);
  const here = guide.view.place.kind === 'question' ? guide.view.place.question.item : null;

  // Only the list scrolls, never the page: where one is must be in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is another place in the list
  useEffect(() => {
    const list = nav.current;
    const current = list?.querySelector('[aria-current]');
    if (!list || !current) return;
    const gap = current.getBoundingClientRect().top - list.getBoundingClientRect().top;
    list.scrollTop += gap - list.clientHeight / 2;
  }, [here]);

  return (
    <nav ref={nav} className="sections" aria-label={t.assessment.sections}>
      {guide.view.sections.map((section) => {
        const asked = section.items.filter((one) => !one.optional);
        const answered = asked.filter((one) => one.answer !== null).length;
        const within = section.items.some((one) => one.here);
        return (
          <details key={`${section.id}${within}`} className="section" open={within}>
            <summary>
              <span className="section-title">{section.title}</span>
              {asked.length === 0 ? null : (
                <span className="section-count">
                  {answered === asked.length ? <Icon name="check" /> : null}
                  {t.assessment.sectionCount(answered, asked.length)}
                </span>
              )}
            </summary>
            <ul>
              {section.items.map((one) => (
                <li key={one.item}>
                  <button
                    type="button"
                    className={one.answer === null ? 'section-item' : 'section-item section-item-done'}
                    onClick={() => guide.goTo(one.item)}
                    {...(one.here ? { 'aria-current': 'step' as const } : {})}
                  >
                    <span className="section-text">{one.text}</span>
                    <span className="section-answer">
                      {one.answer ?? <span className="unseen">{t.assessment.notAnswered}</span>}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </details>
        );
      })}
    </nav>
  );
};
