/** What was put on the clipboard of the system, and taking it off again. */

/** Other programs can read it as long as it lies there. In seconds. */
export const KEEP_SECONDS = 90;

let timer: ReturnType<typeof setTimeout> | undefined;
let lies = false;

const empty = async (): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText('');
    lies = false;
    return true;
  } catch {
    // The system lets only the window in front write: it is done as soon as this one is in front again.
    window.addEventListener('focus', () => void clearClipboard(), { once: true });
    return false;
  }
};

/** Empties the clipboard when something of here lies on it. @returns whether nothing of here lies there now */
export const clearClipboard = async (): Promise<boolean> => {
  clearTimeout(timer);
  return lies ? empty() : true;
};

/** @returns whether it lies on the clipboard now */
export const putOnClipboard = async (text: string): Promise<boolean> => {
  clearTimeout(timer);
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    return false;
  }
  lies = true;
  timer = setTimeout(() => void clearClipboard(), KEEP_SECONDS * 1000);
  return true;
};
