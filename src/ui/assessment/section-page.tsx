import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { useKeys } from '../parts/keys.ts';
import { Loaded } from '../parts/loading.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { type Guide, itemsOf, toCard } from './assessment.tsx';
import { type Answer, SectionQuestion } from './section-question.tsx';

/** All questions of one section on a page. Each answer is saved by itself, when one goes on from it. */
export const SectionPage = ({ guide, here }: { readonly guide: Guide; readonly here: string }) => {
  const t = useTexts();
  const { ask, write } = useSession();
  const { dossier, assessment } = guide.view;
  const at = guide.view.sections.findIndex(({ items }) => items.some(({ item }) => item === here));
  const section = guide.view.sections[at];
  const input = { dossier, assessment, section: section?.id ?? '' };
  const [read, put] = useRead('assessment.section', input);
  const page = useRef<HTMLDivElement>(null);
  const latest = useRef({ guide, input });
  latest.current = { guide, input };

  /** One after another: what is answered later may depend on what was answered before. */
  const line = useRef<Promise<unknown>>(Promise.resolve());
  const save = useCallback(
    (answer: Answer) => {
      const saved = line.current.then(async () => {
        const { dossier: of, assessment: within, section: shown } = latest.current.input;
        const reply = await write('assessment.answer', { dossier: of, assessment: within, ...answer, stay: true });
        if (!reply.ok) return reply.error;
        latest.current.guide.put(reply.value);
        // which questions are on screen may be another matter now
        const asked = await ask('assessment.section', { dossier: of, assessment: within, section: shown });
        if (asked.ok && latest.current.input.section === shown) put(asked.value);
        return null;
      });
      line.current = saved;
      return saved;
    },
    [ask, write, put],
  );

  const cards = (): HTMLElement[] => [...(page.current?.querySelectorAll<HTMLElement>('[data-item]') ?? [])];
  const focusOn = (card: HTMLElement | undefined): boolean => {
    const heading = card?.querySelector<HTMLElement>('h2');
    heading?.focus();
    return heading !== undefined && heading !== null;
  };
  const step = useCallback((from: string, by: 1 | -1) => {
    const all = [...(page.current?.querySelectorAll<HTMLElement>('[data-item]') ?? [])];
    const next = all[all.findIndex((card) => card.dataset.item === from) + by];
    if (next !== undefined) next.querySelector<HTMLElement>('h2')?.focus();
    else if (by === 1) page.current?.querySelector<HTMLElement>('.section-on button')?.focus();
  }, []);

  const [arrived, setArrived] = useState<string | null>(null);
  const loaded = read.kind === 'here';
  const sectionId = section?.id ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another section is another page; within one the place moves with each answer
  useLayoutEffect(() => {
    if (!loaded || arrived === sectionId) return;
    window.scrollTo(0, 0);
    if (focusOn(cards().find((card) => card.dataset.item === here) ?? cards()[0])) setArrived(sectionId);
  }, [loaded, sectionId, arrived, read]);

  // Who chooses a question of this section in the list goes there without a write.
  useEffect(() => {
    const go = (event: Event) => {
      if (event instanceof CustomEvent) focusOn(cards().find((card) => card.dataset.item === event.detail));
    };
    document.addEventListener(toCard, go);
    return () => document.removeEventListener(toCard, go);
  });

  useKeys((event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog[open]') !== null) return;
    if (document.activeElement !== document.body || !['Enter', 'ArrowDown'].includes(event.key)) return;
    event.preventDefault();
    focusOn(cards().find((card) => card.dataset.item === here) ?? cards()[0]);
  });

  if (section === undefined) return null;
  const after = guide.view.sections.slice(at + 1).find(({ items }) => items.length > 0);
  const open = section.items.filter(({ answer, optional }) => answer === null && !optional).length;
  const goOn = () => void line.current.then(() => guide.goTo(after?.items[0]?.item ?? null));
  return (
    <div className="section-page" ref={page}>
      <Heading level={1} look={2}>
        {section.title}
      </Heading>
      <p className="question-keys">{t.section.keys}</p>
      <Loaded read={read}>
        {({ questions }) =>
          questions.map((question) => (
            <SectionQuestion
              key={question.item}
              guide={guide}
              question={question}
              place={itemsOf(guide.view).findIndex(({ item }) => item === question.item) + 1}
              save={save}
              step={step}
            />
          ))
        }
      </Loaded>
      <div className="card section-on">
        <Paragraph>{t.section.stillOpen(open)}</Paragraph>
        <Button look="primary" onClick={goOn}>
          {after === undefined ? t.section.done : t.section.next(after.title)}
        </Button>
      </div>
    </div>
  );
};
