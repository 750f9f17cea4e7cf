import type { ReactNode } from 'react';
import { Paragraph } from '../parts/paragraph.tsx';
import { useTexts } from '../words.ts';

/** What stands around the screens before the vault is open. */
export const Gate = ({ children }: { readonly children: ReactNode }) => {
  const t = useTexts();
  return (
    <main className="gate">
      <div className="gate-brand">
        <p className="gate-name">
          <span className="brand-mark" aria-hidden="true" />
          {t.common.app}
        </p>
        <p className="gate-tagline">{t.common.tagline}</p>
      </div>
      <div className="card gate-card">{children}</div>
      <Paragraph tone="soft">{t.unlock.helpNow}</Paragraph>
    </main>
  );
};

/** Shown while a key is made from the passphrase, which is slow on purpose. */
export const Deriving = ({ title, help }: { readonly title: string; readonly help: string }) => (
  <div className="deriving" role="status">
    <p className="deriving-title">{title}</p>
    <progress aria-label={title} />
    <p className="tone-soft">{help}</p>
  </div>
);
