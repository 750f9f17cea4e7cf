import type { IconName } from '../parts/icon.tsx';
import { Icon } from '../parts/icon.tsx';
import type { Place } from '../place.ts';
import { useSession } from '../session.tsx';
import { useTexts } from '../words.ts';

type Subject = {
  readonly to: Place;
  readonly icon: IconName;
  readonly title: string;
  /** One sentence: what one can do there. */
  readonly about: string;
};

/** The subjects of the settings that have a screen of their own. */
export const Subjects = () => {
  const t = useTexts();
  const { go } = useSession();
  const subjects: readonly Subject[] = [
    { to: { kind: 'security' }, icon: 'lock', title: t.security.title, about: t.security.subject },
    { to: { kind: 'backup' }, icon: 'backup', title: t.backup.title, about: t.backup.subject },
    { to: { kind: 'check' }, icon: 'check', title: t.check.title, about: t.check.subject },
    { to: { kind: 'audit' }, icon: 'note', title: t.audit.title, about: t.audit.subject },
    { to: { kind: 'retention' }, icon: 'clock', title: t.retention.title, about: t.retention.subject },
  ];
  return (
    <nav aria-label={t.settings.subjects}>
      <ul className="subjects">
        {subjects.map(({ to, icon, title, about }) => (
          <li key={title}>
            <button type="button" className="subject card" onClick={() => go(to)}>
              <Icon name={icon} />
              <span className="subject-words">
                <strong>{title}</strong>
                <span className="tone-soft">{about}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
};
