import { fullDate } from '../moment.ts';
import { Button } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import { useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';

/** A quiet line where one works, when the last good backup is long ago. Nothing otherwise, and nothing while it is not known. */
export const BackupLate = () => {
  const t = useTexts();
  const { go } = useSession();
  const [read] = useRead('backup.last', {});
  if (read.kind !== 'here' || !read.value.late) return null;
  const { last } = read.value;
  return (
    <div className="backup-late">
      <Notice tone="info" title={last === null ? t.backup.lateNone : t.backup.lateSince(fullDate(last))}>
        <p className="notice-action">
          <Button onClick={() => go({ kind: 'backup' })}>{t.backup.lateGo}</Button>
        </p>
      </Notice>
    </div>
  );
};
