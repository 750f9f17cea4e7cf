import { useLayoutEffect, useRef } from 'react';

/** Whether a key belongs to the field that has the focus, and not to the screen. */
export const inTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && !['radio', 'checkbox', 'button', 'submit'].includes(target.type)) ||
  (target instanceof HTMLElement && target.isContentEditable);

/** Whether Enter and Space on this element already mean something. */
export const actsByItself = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button, a, summary, select, [role="option"]') !== null;

/** Listens to the keyboard of the whole window while the screen stands. */
export const useKeys = (onKey: (event: KeyboardEvent) => void): void => {
  const latest = useRef(onKey);
  latest.current = onKey;
  // At once with the drawing: a key pressed a moment later must not reach the screen that was there before.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!event.defaultPrevented && !event.isComposing) latest.current(event);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
};
