/**
 * Where on a screen somebody is: how far down, and in which field. Told by counting, so that no word of the screen is kept;
 * on a screen with another number of controls it means nothing and is not used.
 */
export type Spot = {
  readonly scroll: number;
  readonly controls: number;
  /** Null: in none. */
  readonly at: number | null;
  readonly from: number | null;
  readonly to: number | null;
};

const CONTROLS = 'button, input, textarea, select, summary, a[href]';
/** A screen that is not as it was by then has changed meanwhile. */
const LONGEST_MS = 5_000;

const controlsIn = (content: Element): HTMLElement[] => [...content.querySelectorAll<HTMLElement>(CONTROLS)];
const isText = (element: unknown): element is HTMLInputElement | HTMLTextAreaElement =>
  element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type === 'text');

export const spotIn = (content: Element | null): Spot | null => {
  if (content === null) return null;
  const all = controlsIn(content);
  const active = document.activeElement;
  const at = active instanceof HTMLElement ? all.indexOf(active) : -1;
  const text = isText(active) ? active : null;
  return {
    scroll: window.scrollY,
    controls: all.length,
    at: at === -1 ? null : at,
    from: text?.selectionStart ?? null,
    to: text?.selectionEnd ?? null,
  };
};

/**
 * Goes back there once the screen stands as it was; a key or a press before that means that somebody went on already.
 *
 * @returns what ends the waiting
 */
export const returnTo = (content: HTMLElement, spot: Spot): (() => void) => {
  const go = (): boolean => {
    const all = controlsIn(content);
    if (all.length !== spot.controls) return false;
    const there = spot.at === null ? undefined : all[spot.at];
    there?.focus({ preventScroll: true });
    if (isText(there)) there.setSelectionRange(spot.from, spot.to);
    window.scrollTo(0, spot.scroll);
    return true;
  };
  let frame = 0;
  // in the next frame: a screen that comes up takes the focus to its own beginning first
  const look = (): void => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      if (go()) end();
    });
  };
  const changes = new MutationObserver(look);
  const timer = setTimeout(() => end(), LONGEST_MS);
  const end = (): void => {
    changes.disconnect();
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    for (const event of ['keydown', 'pointerdown', 'wheel'])
      document.removeEventListener(event, end, { capture: true });
  };
  changes.observe(content, { childList: true, subtree: true });
  for (const event of ['keydown', 'pointerdown', 'wheel']) document.addEventListener(event, end, { capture: true });
  look();
  return end;
};
