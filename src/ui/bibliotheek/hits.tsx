import { Button } from '../parts/button.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useRead } from '../session.tsx';
import { useTexts } from '../words.ts';
import type { Reading } from './bibliotheek.tsx';

/** Where the words stand; a card and a questionnaire can be opened, the rest is read right here. */
export const Hits = ({ word, open }: { readonly word: string; readonly open: (reading: Reading) => void }) => {
  const t = useTexts();
  const [read] = useRead('bibliotheek.find', { word });
  return (
    <Loaded read={read}>
      {({ hits, more }) => (
        <>
          <p role="status">
            <strong>{hits.length === 0 ? t.bibliotheek.nothing : t.bibliotheek.found(hits.length + more)}</strong>
          </p>
          <ul className="lib-list">
            {hits.map((hit) => {
              const opens: Reading['kind'] | null =
                hit.kind === 'card'
                  ? 'card'
                  : hit.kind === 'instrument' || hit.kind === 'question'
                    ? 'questions'
                    : null;
              return (
                <li key={`${hit.kind} ${hit.id} ${hit.title}`} className="card lib-one">
                  <p className="row-meta">{t.bibliotheek.kinds[hit.kind]}</p>
                  <p className="line-title">{hit.title}</p>
                  {hit.kind === 'card' ? null : <p>{hit.text}</p>}
                  {opens === null ? null : (
                    <p>
                      <Button
                        look="subtle"
                        name={t.bibliotheek.openOne(hit.title)}
                        onClick={() => open({ kind: opens, id: hit.id })}
                      >
                        {t.bibliotheek.open}
                      </Button>
                    </p>
                  )}
                </li>
              );
            })}
          </ul>
          {more === 0 ? null : <Paragraph tone="soft">{t.bibliotheek.more(more)}</Paragraph>}
        </>
      )}
    </Loaded>
  );
};
