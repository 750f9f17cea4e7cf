import { lazy, Suspense } from 'react';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loaded, Waiting } from '../parts/loading.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { Facts } from './facts.tsx';
import { Persons } from './persons.tsx';

/** Only who looks at the drawing needs it. */
const Drawing = lazy(() => import('./drawing.tsx').then(({ Drawing: it }) => ({ default: it })));

/** The people around a dossier: who they are, how they hang together in words, and the same as a drawing. */
export const Family = ({ dossier }: { readonly dossier: string }) => {
  const t = useTexts();
  const { go, ask } = useSession();
  const [read, put] = useRead('family.read', { dossier });
  const refresh = () => {
    ask('family.read', { dossier }).then((reply) => {
      if (reply.ok) put(reply.value);
    });
  };
  return (
    <Loaded read={read}>
      {(view) => (
        <div className="page">
          <div className="page-head">
            <div>
              <button type="button" className="crumb" onClick={() => go({ kind: 'dossier', dossier })}>
                {view.label}
              </button>
              <Heading level={1}>{t.family.title}</Heading>
              <Paragraph tone="soft">{t.family.intro}</Paragraph>
            </div>
            <Button onClick={() => document.getElementById('facts')?.scrollIntoView()}>{t.family.toWords}</Button>
          </div>
          <div className="stack family">
            <Persons view={view} put={put} refresh={refresh} />
            <Suspense fallback={<Waiting />}>
              <Drawing view={view} put={put} />
            </Suspense>
            <Facts view={view} put={put} refresh={refresh} />
          </div>
        </div>
      )}
    </Loaded>
  );
};
