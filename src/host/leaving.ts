/**
 * Before the process goes, whoever watches from a screen may hand over what was typed last: it is asked, and has this long,
 * in milliseconds. What was typed earlier is in the vault already.
 */
const handOverMs = 1_500;

export type Leaving = {
  /** Resolves when this process is about to close the vault. */
  readonly watch: () => Promise<void>;
  /** Tells every screen, and waits until one has handed over or the time is up. Without a screen it does not wait. */
  readonly ask: () => Promise<void>;
  readonly handedOver: () => void;
  /** Lets go of every screen that watches. */
  readonly release: () => void;
};

export const createLeaving = (): Leaving => {
  let watching: (() => void)[] = [];
  let handed: () => void = () => undefined;
  const release = (): void => {
    for (const tell of watching) tell();
    watching = [];
  };
  return {
    watch: () => new Promise((resolve) => watching.push(resolve)),
    ask: async () => {
      if (watching.length === 0) return;
      let timer: NodeJS.Timeout | undefined;
      const over = new Promise<void>((resolve) => {
        handed = resolve;
        timer = setTimeout(resolve, handOverMs);
      });
      release();
      await over;
      clearTimeout(timer);
    },
    handedOver: () => handed(),
    release,
  };
};
