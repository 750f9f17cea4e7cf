import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import type { FamilyView } from '#host/contract.ts';
import { Button } from '../parts/button.tsx';
import { Radios } from '../parts/choice.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { Select } from '../parts/select.tsx';
import { newIntent, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { circleAround, householdsIn, linesIn, type Place, placesIn, standingFacts, standingPeople } from './drawn.ts';
import { sentenceOf } from './sentences.ts';
import { Area, Lines, Mark } from './strokes.tsx';

/** One press of an arrow, in units of the drawing. */
const step = 20;
/** So long nobody moves anything before the places are kept. */
const QUIET_MS = 1_000;
const margin = 110;
const zooms = [0.6, 0.8, 1, 1.25, 1.5, 2] as const;
const usual = 2;

const arrows: Readonly<Record<string, Place>> = {
  ArrowLeft: { x: -step, y: 0 },
  ArrowRight: { x: step, y: 0 },
  ArrowUp: { x: 0, y: -step },
  ArrowDown: { x: 0, y: step },
};

/** Genogram, or the circle around one person: drawn from the facts, moved by arrows or by hand. The table says the same. */
export const Drawing = ({ view, put }: { readonly view: FamilyView; readonly put: (view: FamilyView) => void }) => {
  const t = useTexts();
  const { write } = useSession();
  const people = standingPeople(view);
  const [way, setWay] = useState<'gezin' | 'kring'>('gezin');
  const [chosen, setChosen] = useState('');
  const middle = people.find(({ id }) => id === chosen)?.id ?? people[0]?.id ?? '';
  const [zoom, setZoom] = useState(usual);
  const [moved, setMoved] = useState<ReadonlyMap<string, Place>>(new Map());
  const [said, setSaid] = useState('');
  const [refusal, setRefusal] = useState<Parameters<typeof Failure>[0]['refusal'] | null>(null);
  const drag = useRef<{ readonly id: string; readonly x: number; readonly y: number } | null>(null);
  const svg = useRef<SVGSVGElement>(null);

  const whole = way === 'gezin';
  const based = whole ? placesIn(view) : circleAround(view, middle);
  const places = new Map([...based].map(([id, place]) => [id, moved.get(id) ?? place]));
  const lines = linesIn(view).filter(
    ({ from, to }) => places.has(from) && places.has(to) && (whole || from === middle || to === middle),
  );
  const all = [...places.values()];
  const left = Math.min(0, ...all.map(({ x }) => x - margin));
  const top = Math.min(0, ...all.map(({ y }) => y - margin));
  const width = Math.max(320, ...all.map(({ x }) => x + margin)) - left;
  const height = Math.max(200, ...all.map(({ y }) => y + margin)) - top;

  // biome-ignore lint/correctness/useExhaustiveDependencies: only moving keeps places; what is read meanwhile does not
  useEffect(() => {
    if (!whole || moved.size === 0) return;
    const timer = setTimeout(async () => {
      const old = standingFacts(view).findLast(({ now }) => now.what === 'plek');
      const kept = Object.fromEntries(
        [...places].map(([id, { x, y }]) => [id, { x: Math.round(x), y: Math.round(y) }]),
      );
      const reply = await write('family.note', {
        ...{ dossier: view.dossier, id: old?.id ?? null, fact: { what: 'plek', places: kept } },
        ...{ reason: null, intent: newIntent() },
      });
      if (!reply.ok) return setRefusal(reply.error);
      setMoved(new Map());
      setSaid(t.family.placesKept);
      put(reply.value);
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [moved]);

  const move = (id: string, by: Place) => {
    const place = places.get(id);
    if (place !== undefined) setMoved(new Map(moved).set(id, { x: place.x + by.x, y: place.y + by.y }));
  };
  const onKey = (id: string, label: string) => (event: KeyboardEvent) => {
    const by = arrows[event.key];
    if (by === undefined || !whole) return;
    event.preventDefault();
    move(id, by);
    setSaid(t.family.movedTo(label, t.family.directions[event.key] ?? ''));
  };
  const scale = (): number => width / (svg.current?.getBoundingClientRect().width ?? width);
  const onDown = (id: string) => (event: PointerEvent<SVGGElement>) => {
    if (!whole) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { id, x: event.clientX, y: event.clientY };
  };
  const onMove = (event: PointerEvent<SVGGElement>) => {
    const from = drag.current;
    if (from === null) return;
    const by = scale();
    move(from.id, { x: (event.clientX - from.x) * by, y: (event.clientY - from.y) * by });
    drag.current = { id: from.id, x: event.clientX, y: event.clientY };
  };
  const onUp = () => {
    drag.current = null;
  };

  /** What is read aloud of a person: who it is, and every line in words. */
  const told = (id: string, label: string, role: string): string => {
    const facts = view.facts.filter((fact) =>
      lines.some((line) => line.id === fact.id && (line.from === id || line.to === id)),
    );
    return [`${label}, ${role}`, ...facts.map(({ now }) => sentenceOf(t, view, now))].join('. ');
  };

  if (people.length === 0) return null;
  return (
    <section className="card" aria-labelledby="drawing">
      <Heading level={2} look={3} id="drawing">
        {t.family.drawing}
      </Heading>
      <Paragraph tone="soft">{t.family.drawingHelp}</Paragraph>
      {refusal === null ? null : <Failure refusal={refusal} />}
      <div className="drawing-tools">
        <Radios
          legend={t.family.way}
          choices={(['gezin', 'kring'] as const).map((code) => ({ code, label: t.family.ways[code] }))}
          value={way}
          onChange={(code) => {
            setMoved(new Map());
            setWay(code === 'kring' ? 'kring' : 'gezin');
          }}
        />
        {whole ? null : (
          <Select
            label={t.family.middle}
            value={middle}
            choices={people.map(({ id, now }) => [id, now.label] as const)}
            onChange={setChosen}
          />
        )}
        <div className="drawing-zoom">
          <Button name={t.family.smaller} onClick={() => setZoom(Math.max(0, zoom - 1))}>
            −
          </Button>
          <Button name={t.family.larger} onClick={() => setZoom(Math.min(zooms.length - 1, zoom + 1))}>
            +
          </Button>
        </div>
      </div>
      <p role="status" className="row-meta">
        {said}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys */}
      <section className="drawing" aria-label={t.family.drawing} tabIndex={0}>
        <svg
          ref={svg}
          viewBox={`${left} ${top} ${width} ${height}`}
          width={Math.round(width * (zooms[zoom] ?? 1))}
          height={Math.round(height * (zooms[zoom] ?? 1))}
        >
          <title>{t.family.ways[way]}</title>
          {whole
            ? householdsIn(view).map(({ id, label, people: inside }) => (
                <Area key={id} label={label} spots={inside.flatMap((one) => places.get(one) ?? [])} />
              ))
            : null}
          <Lines lines={lines} places={places} names={t.family.codes} violence={t.family.kinds.geweld} />
          {people.map(({ id, now }) => {
            const place = places.get(id);
            if (place === undefined) return null;
            return (
              // biome-ignore lint/a11y/useSemanticElements: a button of HTML cannot stand in a drawing
              <g
                key={id}
                role="button"
                tabIndex={0}
                className={`spot spot-${now.role}`}
                transform={`translate(${place.x} ${place.y})`}
                aria-label={told(id, now.label, t.dossier.roles[now.role])}
                onKeyDown={onKey(id, now.label)}
                onPointerDown={onDown(id)}
                onPointerMove={onMove}
                onPointerUp={onUp}
                onPointerCancel={onUp}
              >
                <Mark shape={now.details.symbol ?? 'ruit'} />
                <text y="52" textAnchor="middle">
                  {now.label.length > 20 ? `${now.label.slice(0, 19)}…` : now.label}
                </text>
                {now.birthYear === null ? null : (
                  <text y="70" textAnchor="middle" className="spot-year">
                    {now.birthYear}
                  </text>
                )}
              </g>
            );
          })}
        </svg>
      </section>
      <Paragraph tone="small">{t.family.legend}</Paragraph>
    </section>
  );
};
