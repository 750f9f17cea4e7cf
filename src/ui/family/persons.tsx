import { useState } from 'react';
import type { FamilyView } from '#host/contract.ts';
import { dayAndTime } from '../moment.ts';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { Heading } from '../parts/heading.tsx';
import { Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { PersonForm } from './person-form.tsx';
import { nameOf } from './sentences.ts';
import { Withdraw } from './withdraw.tsx';

type Person = FamilyView['people'][number];

/** Who is in the dossier, with what is known of each and what was known before. */
export const Persons = ({
  view,
  put,
  refresh,
}: {
  readonly view: FamilyView;
  readonly put: (view: FamilyView) => void;
  readonly refresh: () => void;
}) => {
  const t = useTexts();
  const [adding, setAdding] = useState(false);
  return (
    <section className="card" aria-labelledby="persons">
      <Heading level={2} look={3} id="persons">
        {t.dossier.people}
      </Heading>
      {view.people.length === 0 ? <Paragraph tone="soft">{t.dossier.noPeople}</Paragraph> : null}
      <Alike view={view} />
      <ul className="lines">
        {view.people.map((person) => (
          <One key={person.id} person={person} dossier={view.dossier} put={put} refresh={refresh} />
        ))}
      </ul>
      {adding ? (
        <PersonForm
          dossier={view.dossier}
          old={null}
          done={(next) => {
            setAdding(false);
            put(next);
          }}
          cancel={() => setAdding(false)}
        />
      ) : (
        <Button look="primary" onClick={() => setAdding(true)}>
          {t.dossier.addPerson}
        </Button>
      )}
    </section>
  );
};

/** The same name here or in another dossier: pointed out, and left to a human. */
const Alike = ({ view }: { readonly view: FamilyView }) => {
  const t = useTexts();
  const { go } = useSession();
  if (view.alike.length === 0) return null;
  return (
    <Notice tone="info" title={t.family.alikeTitle}>
      <ul className="family-alike">
        {view.alike.map((one) => (
          <li key={`${one.person}${one.dossier}${one.names}`}>
            {one.here
              ? t.family.alikeHere(nameOf(view, one.person), one.names)
              : t.family.alike(nameOf(view, one.person), one.names, one.dossierLabel)}{' '}
            {t.family.alikeWhy[one.why]}{' '}
            {one.here ? null : (
              <Button
                look="subtle"
                name={`${t.family.alikeOpen}: ${one.dossierLabel}`}
                onClick={() => go({ kind: 'family', dossier: one.dossier })}
              >
                {t.family.alikeOpen}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p>{t.family.alikeHelp}</p>
    </Notice>
  );
};

const One = ({
  person,
  dossier,
  put,
  refresh,
}: {
  readonly person: Person;
  readonly dossier: string;
  readonly put: (view: FamilyView) => void;
  readonly refresh: () => void;
}) => {
  const t = useTexts();
  const [mode, setMode] = useState<'read' | 'correct' | 'withdraw'>('read');
  const { now, withdrawn } = person;
  const closed = () => setMode('read');
  const words = (value: Person['now']): string =>
    [
      t.dossier.roles[value.role],
      value.birthYear === null ? '' : t.dossier.born(value.birthYear),
      value.details.pronouns,
      value.details.addressAs === '' ? '' : `${t.family.addressAs}: ${value.details.addressAs}`,
      value.details.aliases.length === 0 ? '' : `${t.family.alsoAs} ${value.details.aliases.join(', ')}`,
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <li className="line">
      <div className="line-main">
        <p className="line-title">{withdrawn === null ? now.label : <del>{now.label}</del>}</p>
        <p className="row-meta">{words(now)}</p>
        {withdrawn === null ? null : (
          <p className="row-meta">{t.timeline.withdrawn(dayAndTime(withdrawn.at), withdrawn.reason)}</p>
        )}
        {person.earlier.length === 0 ? null : (
          <Disclosure summary={t.timeline.earlier(person.earlier.length)}>
            <ul className="told-earlier">
              {person.earlier.map(({ at, value, reason }) => (
                <li key={at}>
                  <p className="row-meta">{dayAndTime(at)}</p>
                  <del>
                    {value.label}: {words(value)}
                  </del>
                  {reason === null ? null : <p className="row-meta">{t.timeline.because(reason)}</p>}
                </li>
              ))}
            </ul>
          </Disclosure>
        )}
        {mode === 'correct' ? (
          <PersonForm
            dossier={dossier}
            old={person}
            done={(next) => {
              closed();
              put(next);
            }}
            cancel={closed}
          />
        ) : null}
        {mode === 'withdraw' ? (
          <Withdraw
            dossier={dossier}
            id={person.id}
            done={() => {
              closed();
              refresh();
            }}
            cancel={closed}
          />
        ) : null}
      </div>
      {withdrawn === null && mode === 'read' ? (
        <div className="told-actions">
          <Button look="subtle" name={`${t.timeline.correct}: ${now.label}`} onClick={() => setMode('correct')}>
            {t.timeline.correct}
          </Button>
          <Button look="subtle" name={`${t.timeline.withdraw}: ${now.label}`} onClick={() => setMode('withdraw')}>
            {t.timeline.withdraw}
          </Button>
        </div>
      ) : null}
    </li>
  );
};
