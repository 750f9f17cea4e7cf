import { useState } from 'react';
import { Button } from '../parts/button.tsx';
import { useKeys } from '../parts/keys.ts';
import { Sheet } from '../parts/sheet.tsx';
import { useSession } from '../session.tsx';
import { useTexts } from '../words.ts';

/** A few lines about the screen that is there, with one key; the screen stays as it is. */
export const Help = () => {
  const t = useTexts();
  const { place, go } = useSession();
  const [open, setOpen] = useState(false);
  const { title, lines } = t.help.screens[place.kind];
  useKeys((event) => {
    if (event.key !== 'F1' || event.ctrlKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    if (document.querySelector('dialog[open]') === null) setOpen(true);
  });
  return (
    <>
      <Button look="subtle" icon="help" keys={t.help.keys} onClick={() => setOpen(true)}>
        {t.help.open}
      </Button>
      {open ? (
        <Sheet title={title} close={() => setOpen(false)}>
          <ul className="bullets help-lines">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          {place.kind === 'bibliotheek' ? null : (
            <p className="notice-action">
              <Button
                icon="book"
                onClick={() => {
                  setOpen(false);
                  go({ kind: 'bibliotheek' });
                }}
              >
                {t.help.toLibrary}
              </Button>
            </p>
          )}
        </Sheet>
      ) : null}
    </>
  );
};
