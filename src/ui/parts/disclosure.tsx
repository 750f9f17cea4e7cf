import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

/** A line that opens to more. */
export const Disclosure = ({
  summary,
  children,
  open = false,
  onToggle,
}: {
  readonly summary: ReactNode;
  readonly children: ReactNode;
  readonly open?: boolean;
  readonly onToggle?: (open: boolean) => void;
}) => (
  <details className="disclosure" open={open} onToggle={(event) => onToggle?.(event.currentTarget.open)}>
    <summary>
      <Icon name="more" />
      <span>{summary}</span>
    </summary>
    <div className="disclosure-body">{children}</div>
  </details>
);
