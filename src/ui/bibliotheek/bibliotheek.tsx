import { useRef, useState } from 'react';
import { CardBody } from '../learning/card.tsx';
import { useArrival } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useRead } from '../session.tsx';
import { useTexts } from '../words.ts';
import { Hits } from './hits.tsx';
import { type Part, Parts, parts } from './parts.tsx';
import { Questions } from './questions.tsx';

/** One thing to read by itself. */
export type Reading = { readonly kind: 'card' | 'questions'; readonly id: string };

/** Everything Baken asks and advises with, to read and to search. */
export const Bibliotheek = () => {
  const t = useTexts();
  const [part, setPart] = useState<Part>('cards');
  const [word, setWord] = useState('');
  const [reading, setReading] = useState<Reading | null>(null);
  const [read] = useRead('bibliotheek.read', {});

  const title = useRef<HTMLHeadingElement>(null);
  const back = () => {
    setReading(null);
    // What had the focus is gone with what was read.
    requestAnimationFrame(() => title.current?.focus());
  };

  if (reading !== null) return <One reading={reading} back={back} />;
  return (
    <div className="page page-middle">
      <div>
        <Heading level={1} focusable ref={title}>
          {t.bibliotheek.title}
        </Heading>
        <Paragraph tone="soft">{t.bibliotheek.intro}</Paragraph>
      </div>
      <TextField label={t.bibliotheek.search} value={word} onChange={(text) => setWord(text.slice(0, 80))} />
      {word.trim() === '' ? (
        <>
          <fieldset className="pills">
            <legend className="unseen">{t.bibliotheek.part}</legend>
            {parts.map((one) => (
              <button key={one} type="button" className="pill" aria-pressed={part === one} onClick={() => setPart(one)}>
                {t.bibliotheek.parts[one]}
              </button>
            ))}
          </fieldset>
          <Loaded read={read}>{(view) => <Parts part={part} view={view} open={setReading} />}</Loaded>
        </>
      ) : (
        <Hits word={word} open={setReading} />
      )}
    </div>
  );
};

const One = ({ reading, back }: { readonly reading: Reading; readonly back: () => void }) => {
  const t = useTexts();
  const top = useRef<HTMLDivElement>(null);
  useArrival(top, reading.id);
  return (
    <div className="page page-middle lib-reading" ref={top} tabIndex={-1}>
      <p>
        <Button look="subtle" icon="back" onClick={back}>
          {t.bibliotheek.back}
        </Button>
      </p>
      {reading.kind === 'card' ? <OneCard card={reading.id} /> : <Questions instrument={reading.id} />}
    </div>
  );
};

const OneCard = ({ card }: { readonly card: string }) => {
  const [read] = useRead('bibliotheek.card', { card });
  return (
    <Loaded read={read}>
      {(value) => (
        <>
          <Heading level={1}>{value.title}</Heading>
          <div className="card">
            <CardBody card={value} level={2} />
          </div>
        </>
      )}
    </Loaded>
  );
};
