import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/** Asks the screen that is there to begin at its top again: somebody went to where they were. */
export const toTop = 'baken:to-top';

/**
 * Starts a screen or a question at its top, with the focus where reading begins, so that no warning stays out of sight.
 *
 * @param thing - what is read there; another thing is another arrival
 */
export const useArrival = (where: RefObject<HTMLElement | null>, thing: string): void => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the thing is why, not what with
  useLayoutEffect(() => {
    const arrive = () => {
      window.scrollTo(0, 0);
      where.current?.focus({ preventScroll: true });
    };
    arrive();
    document.addEventListener(toTop, arrive);
    return () => document.removeEventListener(toTop, arrive);
  }, [where, thing]);
};

/**
 * After a refused try, puts the focus in the first field that is wrong, so that nobody looks for what stays out of sight.
 *
 * @param tries - how often the form was sent; 0 moves nothing
 */
export const useFirstWrong = (form: RefObject<HTMLElement | null>, tries: number): void => {
  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('.field-wrong :is(input, textarea)')?.focus();
  }, [form, tries]);
};

/**
 * When what had the focus is gone with the step that it belonged to, puts the focus in the first thing of the next step: else
 * a keyboard would have to begin at the top of the page.
 *
 * @param step - another step is something else to do; null while there is nothing to do but wait
 */
export const useNextStep = (where: RefObject<HTMLElement | null>, step: string | null): void => {
  const last = useRef(step);
  useEffect(() => {
    if (step === null || step === last.current) return;
    last.current = step;
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    const all = where.current?.querySelectorAll<HTMLElement>('input, textarea, select, button') ?? [];
    [...all].find((one) => one.checkVisibility())?.focus();
  }, [where, step]);
};
