import { useState } from 'react';
import { useTexts } from '../words.ts';

/** A passphrase travels as bytes: the host can wipe bytes, and no store of texts holds it. */
export const asBytes = (text: string) => new TextEncoder().encode(text.normalize('NFC'));

/** One or more passphrase fields that can be shown together. Pasting and password managers are welcome. */
export const useShown = () => {
  const t = useTexts();
  const [shown, setShown] = useState(false);
  return {
    show: () => setShown(true),
    type: shown ? ('text' as const) : ('password' as const),
    toggle: (
      <label className="tick">
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
        <span>{t.unlock.show}</span>
      </label>
    ),
  };
};
