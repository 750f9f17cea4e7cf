/** A page that is loaded anew is there again long before this; in milliseconds. A choice: as short as a slow computer allows. */
const usualAwayMs = 15_000;

export type Presence = {
  /** A page watches. @returns what to call when it does not any more: was it told that the vault closes, or did it go by itself? */
  readonly watches: () => (how: 'told' | 'gone') => void;
  readonly end: () => void;
};

/**
 * Notices that the last page that looked into the open vault is gone: a tab that was closed, a browser that fell over. Each
 * page holds one call for as long as the vault is open, and its line breaks with the page.
 *
 * @param left - called when no page came back in time
 */
export const watchPresence = (left: () => void, awayMs: number = usualAwayMs): Presence => {
  let watching = 0;
  let timer: NodeJS.Timeout | undefined;
  const end = (): void => clearTimeout(timer);
  return {
    watches: () => {
      end();
      watching += 1;
      return (how) => {
        watching -= 1;
        if (watching === 0 && how === 'gone') timer = setTimeout(left, awayMs);
      };
    },
    end,
  };
};
