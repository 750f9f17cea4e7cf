import { type ReactNode, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from './parts/button.tsx';
import { useTexts } from './words.ts';

/** Two presses of Escape within this time show or hide the neutral page. */
const TWICE_MS = 700;
export const showPrivacy = 'baken:privacy';

/**
 * A neutral page over everything. The screens under it stay as they are, without being drawn or read aloud, so that nothing
 * is lost and the page is there at once.
 */
export const Privacy = ({ children }: { readonly children: ReactNode }) => {
  const t = useTexts();
  const [on, setOn] = useState(false);
  const state = useRef({ on: false, lastEscape: 0, focus: null as Element | null });

  useEffect(() => {
    const turn = () => {
      const next = !state.current.on;
      state.current.on = next;
      if (next) state.current.focus = document.activeElement;
      flushSync(() => setOn(next));
      document.title = next ? t.privacy.title : t.common.app;
      if (!next && state.current.focus instanceof HTMLElement) state.current.focus.focus();
    };
    const listen = (event: KeyboardEvent) => {
      // What is under the neutral page hears no key, so that nothing is answered there unseen; only the lock does.
      const locks = event.ctrlKey && event.key.toLowerCase() === 'l';
      if (state.current.on && event.key !== 'Escape' && !locks) event.stopPropagation();
      if (event.key !== 'Escape' || event.repeat) return;
      const now = performance.now();
      const twice = now - state.current.lastEscape < TWICE_MS;
      state.current.lastEscape = twice ? Number.NEGATIVE_INFINITY : now;
      if (twice) turn();
    };
    document.addEventListener('keydown', listen, { capture: true });
    document.addEventListener(showPrivacy, turn);
    return () => {
      document.removeEventListener('keydown', listen, { capture: true });
      document.removeEventListener(showPrivacy, turn);
    };
  }, [t]);

  return (
    <>
      <div className="under-privacy" hidden={on}>
        {children}
      </div>
      {on ? (
        <main className="privacy">
          <h1>{t.privacy.heading}</h1>
          <ol>
            {t.privacy.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
          <Button look="subtle" onClick={() => document.dispatchEvent(new Event(showPrivacy))}>
            {t.privacy.back}
          </Button>
        </main>
      ) : null}
    </>
  );
};
