import { Icon } from '../parts/icon.tsx';
import { useTexts } from '../words.tsx';
import type { Guide } from './assessment.tsx';

/** All questions by section: what is answered, where one is, and a way to any of them. */
export const Sections = ({ guide }: { readonly guide: Guide }) => {
  const t = useTexts();
  return (
    <nav className="sections" aria-label={t.assessment.sections}>
      {guide.view.sections.map((section) => {
        const answered = section.items.filter((one) => one.answer !== null).length;
        const here = section.items.some((one) => one.here);
        return (
          <details key={`${section.id}${here}`} className="section" open={here}>
            <summary>
              <span className="section-title">{section.title}</span>
              <span className="section-count">
                {answered === section.items.length ? <Icon name="check" /> : null}
                {t.assessment.sectionCount(answered, section.items.length)}
              </span>
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
