import { useRef, useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import { useArrival } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { newIntent, useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import type { LetterChoices } from './letter.tsx';

/** Where the letter is kept. It leaves the vault, and that is said before and after. */
export const SaveLetter = ({
  choices,
  referral,
  onEdit,
  onSaved,
}: {
  readonly choices: LetterChoices;
  readonly referral: string | null;
  readonly onEdit: () => void;
  readonly onSaved: (path: string) => void;
}) => {
  const t = useTexts();
  const { ask } = useSession();
  const [places] = useRead('referral.places', {});
  const [folder, setFolder] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const intent = useRef(newIntent());
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(heading, choices.code);

  const known = places.kind === 'here' ? places.value : [];
  const chosen = folder ?? known[0] ?? '';

  const save = async () => {
    setTried(true);
    if (chosen.trim() === '') return;
    setBusy(true);
    setRefusal(null);
    const reply = await ask('referral.save', { ...choices, referral, folder: chosen.trim(), intent: intent.current });
    setBusy(false);
    if (reply.ok) return onSaved(reply.value.path);
    // A place that is refused was not written to: the next try is another one.
    intent.current = newIntent();
    setRefusal(reply.error);
  };

  return (
    <form
      className="card letter-save"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      <Heading level={2} look={3} focusable ref={heading}>
        {t.letter.saveTitle}
      </Heading>
      {refusal === null ? null : <Failure refusal={refusal} />}
      <TextField
        label={t.letter.folder}
        help={t.letter.folderHelp}
        value={chosen}
        onChange={setFolder}
        error={tried && chosen.trim() === '' ? t.letter.folderNeeded : null}
      />
      {known.length < 2 ? null : (
        <div className="places">
          {known.map((place) => (
            <button
              key={place}
              type="button"
              className="pill"
              aria-pressed={chosen === place}
              onClick={() => setFolder(place)}
            >
              {place}
            </button>
          ))}
        </div>
      )}
      <Notice tone="warn" title={t.letter.outside}>
        <p>{t.letter.outsideAdvice}</p>
      </Notice>
      <Button type="submit" look="primary" busy={busy}>
        {t.letter.saveLetter}
      </Button>
      <Button look="subtle" onClick={onEdit}>
        {t.letter.edit}
      </Button>
    </form>
  );
};
