import { useState } from 'react';
import type { CardView } from '#host/contract.ts';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useRead } from '../session.tsx';
import { useTexts } from '../words.ts';

/** A card to learn from: what it is, how it shows, what to ask, what takes it away and what makes it worse. */
export const CardBody = ({ card, level = 3 }: { readonly card: CardView; readonly level?: 2 | 3 }) => {
  const t = useTexts();
  const parts = [
    ['what', card.what],
    ['shows', card.shows],
    ['ask', card.ask],
  ] as const;
  const all = [...card.what, ...card.shows, ...card.ask, ...card.removes, ...card.worsens];
  const sources = [...new Set(all.map(({ source }) => source))];
  return (
    <div className="stack learn-card">
      {parts.map(([kind, lines]) => (
        <section key={kind}>
          <Heading level={level} look={4}>
            {t.learning[kind]}
          </Heading>
          <Lines lines={lines} />
        </section>
      ))}
      <section>
        <Heading level={level} look={4}>
          {t.learning.removes}
        </Heading>
        <ul className="bullets">
          {card.removes.map((one) => (
            <li key={one.text}>
              <strong>{t.outcome.interventionFor[one.for]}: </strong>
              {one.text}
            </li>
          ))}
        </ul>
      </section>
      <section className="learn-worse">
        <Heading level={level} look={4}>
          {t.learning.worsens}
        </Heading>
        <Lines lines={card.worsens} />
      </section>
      <p className="tone-soft">{card.note}</p>
      <Disclosure summary={t.learning.sources}>
        <dl className="learn-sources">
          {sources.map((source) => (
            <div key={source}>
              <dt>{source}</dt>
              <dd>
                <Lines lines={all.filter((line) => line.source === source)} />
              </dd>
            </div>
          ))}
        </dl>
      </Disclosure>
    </div>
  );
};

const Lines = ({ lines }: { readonly lines: readonly { readonly text: string }[] }) => (
  <ul className="bullets">
    {lines.map(({ text }) => (
      <li key={text}>{text}</li>
    ))}
  </ul>
);

/** Opens a card beside what is on screen, and leaves that as it is. */
export const MoreAbout = ({ card, title }: { readonly card: string; readonly title: string }) => {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  return (
    <p className="learn-more">
      <Button look="subtle" icon="book" name={`${t.learning.more}: ${title}`} onClick={() => setOpen(true)}>
        {t.learning.more}
      </Button>
      {open ? <CardSheet card={card} title={title} close={() => setOpen(false)} /> : null}
    </p>
  );
};

const CardSheet = ({
  card,
  title,
  close,
}: {
  readonly card: string;
  readonly title: string;
  readonly close: () => void;
}) => {
  const [read] = useRead('bibliotheek.card', { card });
  return (
    <Sheet title={title} close={close}>
      <Loaded read={read}>{(value) => <CardBody card={value} />}</Loaded>
    </Sheet>
  );
};
