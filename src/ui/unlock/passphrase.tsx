import { useState } from 'react';
import { TextField } from '../parts/field.tsx';
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

/** The present passphrase, asked by itself. */
export const PassphraseField = ({
  label,
  help,
  value,
  change,
  tried,
}: {
  readonly label: string;
  readonly help?: string | undefined;
  readonly value: string;
  readonly change: (value: string) => void;
  /** The form was sent: a field that is empty then is wrong. */
  readonly tried: boolean;
}) => {
  const t = useTexts();
  const shown = useShown();
  return (
    <>
      <TextField
        label={label}
        help={help}
        type={shown.type}
        autoComplete="current-password"
        value={value}
        onChange={change}
        error={tried && value === '' ? t.unlock.passphraseNeeded : null}
      />
      {shown.toggle}
    </>
  );
};
