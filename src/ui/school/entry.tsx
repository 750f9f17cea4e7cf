import { Button } from '../parts/button.tsx';
import { useSession } from '../session.tsx';
import { useTexts } from '../words.ts';

/** What was filled in at the door, until the dossier is made. */
export const doorDraft = 'school-door';

/** The one way in for who comes with something that happened at school; it says so when that was begun before. */
export const SchoolEntry = () => {
  const t = useTexts();
  const { go, drafts } = useSession();
  return (
    <Button onClick={() => go({ kind: 'school' })}>
      {drafts.has(doorDraft) ? t.school.entryBegun : t.school.entry}
    </Button>
  );
};
