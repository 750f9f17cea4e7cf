import { type RefObject, useLayoutEffect } from 'react';

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
