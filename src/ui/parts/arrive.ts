import { type RefObject, useEffect, useLayoutEffect } from 'react';

/**
 * Starts a screen or a question at its top, with the focus where reading begins, so that no warning stays out of sight.
 *
 * @param thing - what is read there; another thing is another arrival
 */
export const useArrival = (where: RefObject<HTMLElement | null>, thing: string): void => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the thing is why, not what with
  useLayoutEffect(() => {
    window.scrollTo(0, 0);
    where.current?.focus({ preventScroll: true });
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
