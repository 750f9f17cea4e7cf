import { useRef, useState } from 'react';
import type { Checked, MapService, SocialMapView } from '#host/contract.ts';
import { Numbers } from '../assessment/numbers.tsx';
import { dayAndTime, fullDate } from '../moment.ts';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { Filters } from './filters.tsx';
import { ServiceForm } from './form.tsx';
import { Paper } from './paper.tsx';
import { ServiceCard } from './service-card.tsx';

export type Seeking = Checked<'socialMap.find'>;
export const nothingSought: Seeking = { audience: null, need: null, age: null, municipality: null, word: '' };

/** What the form is open for: a new service, or the one with this id. */
type Editing = { readonly kind: 'new' } | { readonly kind: 'change'; readonly id: string } | null;

/** Whom to call or refer to: found by place, need, age and person; kept by the team where it is local. */
export const SocialMap = () => {
  const t = useTexts();
  const { ask } = useSession();
  const [seeking, setSeeking] = useState(nothingSought);
  const [read, put] = useRead('socialMap.find', seeking);
  const [editing, setEditing] = useState<Editing>(null);
  const [said, setSaid] = useState('');
  const [chosen, setChosen] = useState<readonly MapService[]>([]);
  const addButton = useRef<HTMLButtonElement>(null);

  /** After something was written: the list as it is now, and what happened in words. */
  const changed = async (words: string) => {
    setSaid(words);
    const reply = await ask('socialMap.find', seeking);
    if (reply.ok) put(reply.value);
  };
  const close = () => {
    setEditing(null);
    requestAnimationFrame(() => addButton.current?.focus());
  };
  const choose = (service: MapService, on: boolean) =>
    setChosen(on ? [...chosen, service] : chosen.filter(({ id }) => id !== service.id));
  const cards = (services: readonly MapService[], view: SocialMapView) => (
    <ul className="map-cards">
      {services.map((service) => (
        <li key={service.id}>
          {editing?.kind === 'change' && editing.id === service.id && service.local !== null ? (
            <ServiceForm
              view={view}
              of={service}
              close={() => setEditing(null)}
              saved={(name) => {
                setEditing(null);
                void changed(t.socialMap.savedNow(name));
              }}
            />
          ) : (
            <ServiceCard
              service={service}
              chosen={chosen.some(({ id }) => id === service.id)}
              choose={(on) => choose(service, on)}
              change={() => setEditing({ kind: 'change', id: service.id })}
              changed={changed}
              say={setSaid}
            />
          )}
        </li>
      ))}
    </ul>
  );

  return (
    <div className="page">
      <div className="stack social-map">
        <div>
          <Heading level={1}>{t.socialMap.title}</Heading>
          <Paragraph tone="soft">{t.socialMap.intro}</Paragraph>
        </div>
        <Loaded read={read}>
          {(view) => (
            <>
              <section aria-labelledby="map-always" className="stack">
                <Heading level={2} look={4} id="map-always">
                  {t.socialMap.always}
                </Heading>
                <Numbers numbers={view.always} />
              </section>
              <Filters view={view} seeking={seeking} seek={setSeeking} />
              {view.place === null ? null : <Place place={view.place} />}
              <p className="map-said" role="status">
                {said}
              </p>
              <section aria-labelledby="map-local" className="stack">
                <div className="card-head">
                  <Heading level={2} id="map-local">
                    {t.socialMap.local}
                  </Heading>
                  {editing === null ? (
                    <Button ref={addButton} onClick={() => setEditing({ kind: 'new' })}>
                      {t.socialMap.add}
                    </Button>
                  ) : null}
                </div>
                <Paragraph tone="soft">{t.socialMap.localHelp}</Paragraph>
                {view.stale === 0 ? null : (
                  <Notice tone="warn" title={t.socialMap.stale(view.stale, view.recheckDays)} />
                )}
                {editing?.kind === 'new' ? (
                  <ServiceForm
                    view={view}
                    of={null}
                    close={close}
                    saved={(name) => {
                      close();
                      void changed(t.socialMap.savedNow(name));
                    }}
                  />
                ) : null}
                {view.local.length === 0 ? (
                  <Paragraph tone="soft">{t.socialMap.noLocal}</Paragraph>
                ) : (
                  cards(view.local, view)
                )}
                {view.withdrawn.length === 0 ? null : (
                  <Disclosure summary={t.socialMap.withdrawn(view.withdrawn.length)}>
                    <ul className="lines">
                      {view.withdrawn.map((one) => (
                        <li key={one.id} className="line">
                          <div className="line-main">
                            <p className="line-title">{one.name}</p>
                            <p className="row-meta">{t.socialMap.withdrawnLine(dayAndTime(one.at), one.reason)}</p>
                          </div>
                        </li>
                      ))}
                    </ul>
                  </Disclosure>
                )}
              </section>
              <section aria-labelledby="map-national" className="stack">
                <Heading level={2} id="map-national">
                  {t.socialMap.national}
                </Heading>
                {view.national.length === 0 ? (
                  <Notice tone="info" title={t.socialMap.nothing}>
                    <p>{t.socialMap.nothingTodo}</p>
                  </Notice>
                ) : (
                  cards(view.national, view)
                )}
              </section>
              <Paper services={chosen} empty={() => setChosen([])} />
            </>
          )}
        </Loaded>
      </div>
    </div>
  );
};

/** What is regional for one municipality. A label only: the national numbers stand above it. */
const Place = ({ place }: { readonly place: NonNullable<SocialMapView['place']> }) => {
  const t = useTexts();
  return (
    <section className="card stack" aria-labelledby="map-place">
      <Heading level={2} look={3} id="map-place">
        {t.socialMap.place(place.name)}
      </Heading>
      <dl className="facts map-facts">
        {place.regions.map(({ kind, name, basis }) => (
          <div key={kind}>
            <dt>{t.socialMap.regions[kind]}</dt>
            <dd>
              {name ?? t.socialMap.regionUnknown}{' '}
              {name === null || basis === null ? null : <span className="tone-soft">{t.socialMap.basis(basis)}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {place.note === null ? null : <p>{place.note}</p>}
      {place.validTo === null ? null : <p>{t.socialMap.endsOn(fullDate(place.validTo))}</p>}
      <p className="source">
        {t.socialMap.division(fullDate(place.divisionDate))} {place.general}
      </p>
    </section>
  );
};
