import type { ReactNode } from 'react';
import type { Refusal } from '#host/contract.ts';
import { useTexts } from '../words.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

export const Notice = ({
  tone,
  title,
  children,
  live = false,
}: {
  readonly tone: 'info' | 'warn' | 'danger' | 'good';
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  /** Read aloud when it appears. */
  readonly live?: boolean;
}) => (
  <div className={`notice notice-${tone}`} {...(live ? { role: 'alert' } : {})}>
    <Icon name={tone === 'good' ? 'check' : tone === 'info' ? 'note' : 'danger'} />
    <div className="notice-body">
      {title === undefined ? null : <p className="notice-title">{title}</p>}
      {children}
    </div>
  </div>
);

/** What went wrong, and what to do. */
export const Failure = ({
  refusal,
  again,
}: {
  readonly refusal: Refusal;
  readonly again?: (() => void) | undefined;
}) => {
  const t = useTexts();
  const text = t.failures[refusal.kind];
  return (
    <Notice tone="danger" title={text.title} live>
      <p>{text.todo}</p>
      {refusal.expected === undefined ? null : <p className="notice-detail">{refusal.expected}</p>}
      {again === undefined ? null : (
        <p className="notice-action">
          <Button onClick={again}>{t.common.again}</Button>
        </p>
      )}
    </Notice>
  );
};
