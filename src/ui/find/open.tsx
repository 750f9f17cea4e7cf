import { lazy, Suspense, useCallback, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { useKeys } from '../parts/keys.ts';
import { useTexts } from '../words.ts';

const Palette = lazy(() => import('./palette.tsx').then(({ Palette: it }) => ({ default: it })));

/** The way in to searching: a button in the bar and one key, from every screen. */
export const Find = () => {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  useKeys((event) => {
    if (!event.ctrlKey || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'k') return;
    event.preventDefault(); // a browser would go to its own field
    if (document.querySelector('dialog[open]') === null) setOpen(true);
  });
  return (
    <>
      <Button look="subtle" icon="search" keys={t.find.keys} onClick={() => setOpen(true)}>
        {t.find.open}
      </Button>
      {open ? (
        <Suspense fallback={null}>
          <Palette close={close} />
        </Suspense>
      ) : null}
    </>
  );
};
