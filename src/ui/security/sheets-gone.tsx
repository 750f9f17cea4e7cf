import { Button } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import { useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';

/** Where one works, when sheets were used and no new ones were made: nothing but the passphrase opens the vault then. */
export const SheetsGone = () => {
  const t = useTexts();
  const { go } = useSession();
  const [read] = useRead('keys.read', {});
  if (read.kind !== 'here' || !read.value.kitsGone) return null;
  return (
    <Notice tone="warn" title={t.security.kitsGone}>
      <p>{t.security.kitsGoneHelp}</p>
      <p className="notice-action">
        <Button onClick={() => go({ kind: 'security' })}>{t.security.kitsGoneGo}</Button>
      </p>
    </Notice>
  );
};
