import { useRef } from 'react';
import { useArrival } from '../parts/arrive.ts';
import { Radios } from '../parts/choice.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useDraft, useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { Check } from './check.tsx';

/** What a person may see of a dossier: first whose inzage it is, then every part looked at by a human. */
export const Inzage = ({ dossier }: { readonly dossier: string }) => {
  const t = useTexts();
  const { go } = useSession();
  const [read] = useRead('dossiers.read', { dossier });
  const [person, setPerson] = useDraft<string | null>(`inzage ${dossier}`, null);
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(heading, dossier);
  return (
    <div className="page page-middle">
      <div className="page-head">
        <div>
          <button type="button" className="crumb" onClick={() => go({ kind: 'keeping', dossier })}>
            {t.inzage.back}
          </button>
          <Heading level={1} focusable ref={heading}>
            {t.inzage.title}
          </Heading>
        </div>
      </div>
      <Loaded read={read}>
        {({ people }) => (
          <section className="card stack" aria-labelledby="who">
            <Heading level={2} look={3} id="who">
              {t.inzage.who}
            </Heading>
            {people.length === 0 ? (
              <Paragraph>{t.inzage.noPeople}</Paragraph>
            ) : (
              <>
                <Paragraph tone="soft">{t.inzage.whoHelp}</Paragraph>
                <Radios
                  labelledBy="who"
                  value={person}
                  onChange={setPerson}
                  choices={people.map(({ id, label }) => ({ code: id, label }))}
                />
              </>
            )}
          </section>
        )}
      </Loaded>
      {person === null ? null : <Check key={person} dossier={dossier} person={person} />}
    </div>
  );
};
