import { Button as NlButton } from '@nl-design-system-candidate/button-react';
import type { ReactNode, Ref } from 'react';
import { Icon, type IconName } from './icon.tsx';

export type ButtonProps = {
  readonly children: ReactNode;
  readonly onClick?: () => void;
  readonly look?: 'primary' | 'secondary' | 'subtle' | 'danger';
  readonly type?: 'button' | 'submit';
  readonly busy?: boolean;
  readonly icon?: IconName;
  readonly keys?: string;
  /** Said instead of the text on the button, and beginning with that text. */
  readonly name?: string;
  readonly expanded?: boolean;
  readonly className?: string;
  readonly ref?: Ref<HTMLButtonElement>;
};

/** The design system's button. A busy button stays reachable and does nothing. */
export const Button = ({
  children,
  onClick,
  look = 'secondary',
  type = 'button',
  busy = false,
  icon,
  keys,
  name,
  expanded,
  className,
  ref,
}: ButtonProps) => (
  <NlButton
    ref={ref ?? null}
    type={type}
    busy={busy}
    {...(look === 'danger' ? { purpose: 'primary' as const, hint: 'negative' as const } : { purpose: look })}
    {...(icon === undefined ? {} : { iconStart: <Icon name={icon} /> })}
    {...(name === undefined ? {} : { 'aria-label': name })}
    {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
    {...(className === undefined ? {} : { className })}
    onClick={(event) => {
      if (busy) event.preventDefault();
      else onClick?.();
    }}
  >
    <span>{children}</span>
    {keys === undefined ? null : <kbd className="button-keys">{keys}</kbd>}
  </NlButton>
);
