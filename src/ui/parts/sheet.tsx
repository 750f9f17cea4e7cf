import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTexts } from '../words.ts';
import { Button } from './button.tsx';
import { Heading } from './heading.tsx';

/** Something to read beside the screen, which stays as it is. Escape closes, and the focus goes back to where it was. */
export const Sheet = ({
  title,
  close,
  children,
}: {
  readonly title: string;
  readonly close: () => void;
  readonly children: ReactNode;
}) => {
  const t = useTexts();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const panel = dialog.current;
    if (panel === null) return;
    panel.showModal();
    return () => panel.close();
  }, []);
  return (
    <dialog ref={dialog} className="side-sheet" aria-labelledby={id} onClose={close}>
      <div className="side-sheet-head">
        <Heading level={2} look={3} id={id}>
          {title}
        </Heading>
        <Button keys="Esc" onClick={() => dialog.current?.close()}>
          {t.help.close}
        </Button>
      </div>
      {children}
    </dialog>
  );
};
