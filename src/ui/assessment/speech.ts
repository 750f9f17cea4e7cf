import { useCallback, useEffect, useState } from 'react';
import { showPrivacy } from '../privacy.tsx';

/** Reading aloud with a voice of this computer. A voice that works over a network would send the question away, and is never used. */

export type ReadAloud = {
  /** No Dutch voice stands on this computer. */
  readonly silent: boolean;
  readonly speaking: boolean;
  /** Reads these sentences one after another, in place of what was being read. */
  readonly read: (sentences: readonly string[]) => void;
  readonly stop: () => void;
};

const speech = (): SpeechSynthesis | null => ('speechSynthesis' in window ? window.speechSynthesis : null);

const isDutch = ({ lang }: SpeechSynthesisVoice): boolean => /^nl\b/i.test(lang.replace('_', '-'));

/** A voice for Dutch that needs no network; the one that the system prefers comes first. */
export const localVoice = (voices: readonly SpeechSynthesisVoice[]): SpeechSynthesisVoice | undefined => {
  const own = voices.filter((voice) => voice.localService && isDutch(voice));
  return own.find((voice) => voice.default) ?? own[0];
};

/** What turns the reading on and off hears its own keys. */
export const readButton = 'read-aloud';

/**
 * Falls silent at any key, at the privacy screen, when the window is left, and when the screen goes.
 *
 * @param ownKey - the key that turns it on and off, which is left to the screen
 */
export const useReadAloud = (ownKey: string): ReadAloud => {
  const [voice, setVoice] = useState(() => localVoice(speech()?.getVoices() ?? []));
  const [speaking, setSpeaking] = useState(false);

  useEffect(() => {
    const voices = speech();
    if (voices === null) return;
    // a system may name its voices only after a while
    const look = () => setVoice(localVoice(voices.getVoices()));
    look();
    voices.addEventListener('voiceschanged', look);
    return () => voices.removeEventListener('voiceschanged', look);
  }, []);

  const stop = useCallback(() => {
    speech()?.cancel();
    setSpeaking(false);
  }, []);

  useEffect(() => {
    const leave = () => {
      if (document.visibilityState === 'hidden') stop();
    };
    const press = (event: KeyboardEvent) => {
      const onButton = event.target instanceof Element && event.target.closest(`.${readButton}`) !== null;
      const toggles = event.key === ownKey || (onButton && ['Enter', ' '].includes(event.key));
      if (!toggles) stop();
    };
    document.addEventListener('keydown', press, { capture: true });
    document.addEventListener(showPrivacy, stop);
    document.addEventListener('visibilitychange', leave);
    window.addEventListener('pagehide', stop);
    return () => {
      document.removeEventListener('keydown', press, { capture: true });
      document.removeEventListener(showPrivacy, stop);
      document.removeEventListener('visibilitychange', leave);
      window.removeEventListener('pagehide', stop);
      stop();
    };
  }, [stop, ownKey]);

  const read = useCallback(
    (sentences: readonly string[]) => {
      const engine = speech();
      if (engine === null || voice === undefined) return;
      engine.cancel();
      // One by one: a long text in one piece is cut short by some engines.
      const said = sentences.map((sentence) => {
        const one = new SpeechSynthesisUtterance(sentence);
        one.voice = voice;
        one.lang = voice.lang;
        one.rate = 0.95;
        return one;
      });
      const last = said.at(-1);
      if (last === undefined) return;
      const ended = () => setSpeaking(false);
      last.addEventListener('end', ended);
      for (const one of said) one.addEventListener('error', ended);
      setSpeaking(true);
      for (const one of said) engine.speak(one);
    },
    [voice],
  );

  return { silent: voice === undefined, speaking, read, stop };
};
