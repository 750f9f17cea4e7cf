import { useEffect, useRef, useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure } from '../parts/notice.tsx';
import { newIntent, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import type { Guide } from './assessment.tsx';
import { Numbers } from './numbers.tsx';

/** The stops, with what to do, in one keystroke from every question. What to do can be read before anything is chosen. */
export const Danger = ({
  guide,
  open,
  close,
}: {
  readonly guide: Guide;
  readonly open: boolean;
  readonly close: () => void;
}) => {
  const t = useTexts();
  const { write, saving } = useSession();
  const dialog = useRef<HTMLDialogElement>(null);
  /** Chosen, and not on record yet. */
  const [chosen, setChosen] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { dossier, assessment, stops } = guide.view;

  useEffect(() => {
    const panel = dialog.current;
    if (panel === null) return;
    if (open && !panel.open) panel.showModal();
    if (!open && panel.open) panel.close();
  }, [open]);

  const choose = async (stop: string) => {
    if (chosen !== null) return;
    setChosen(stop);
    setRefusal(null);
    const reply = await write('assessment.stop', { dossier, assessment, stop, intent: newIntent() });
    setChosen(null);
    if (!reply.ok) return setRefusal(reply.error);
    // Closed here and not by the next drawing: closing gives the focus back, and what is drawn then takes it.
    dialog.current?.close();
    close();
    guide.put(reply.value);
  };

  return (
    <dialog
      ref={dialog}
      className="danger"
      aria-labelledby="danger-title"
      onClose={close}
      onKeyDown={(event) => {
        const stop = stops[Number(event.key) - 1];
        if (stop !== undefined && !event.ctrlKey && !event.altKey) void choose(stop.id);
      }}
    >
      <div className="danger-head">
        <div>
          <Heading level={2} look={2} id="danger-title">
            {t.assessment.dangerTitle}
          </Heading>
          <p className="tone-soft">{t.assessment.dangerIntro}</p>
        </div>
        <Button keys="Esc" onClick={close}>
          {t.assessment.dangerClose}
        </Button>
      </div>
      <Numbers numbers={guide.view.numbers} />
      {refusal === null ? null : <Failure refusal={refusal} />}
      {chosen === null ? null : (
        <div className="danger-first" role="alert">
          <p className="stop-do">{stops.find(({ id }) => id === chosen)?.advice}</p>
          {saving.kind === 'failed' ? <p>{t.assessment.dangerUnsaved}</p> : null}
        </div>
      )}
      <ol className="stops">
        {stops.map((stop, at) => (
          <li key={stop.id}>
            <button
              type="button"
              className="stop"
              aria-describedby={`${stop.id}-advice`}
              onClick={() => void choose(stop.id)}
            >
              <span className="stop-key" aria-hidden="true">
                {at + 1}
              </span>
              <span className="stop-label">
                {stop.label}
                {stop.on ? <span className="stop-on">{t.assessment.dangerOn}</span> : null}
              </span>
            </button>
            <p id={`${stop.id}-advice`} className="stop-advice">
              {stop.advice}
            </p>
          </li>
        ))}
      </ol>
    </dialog>
  );
};
