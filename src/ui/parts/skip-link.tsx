import { SkipLink as NlSkipLink } from '@nl-design-system-candidate/skip-link-react';
import type { ReactNode } from 'react';

/** The first stop of Tab. Moves the focus itself, so that the address of the page never changes. */
export const SkipLink = ({ to, children }: { readonly to: string; readonly children: ReactNode }) => (
  <NlSkipLink
    href={`#${to}`}
    onClick={(event) => {
      event.preventDefault();
      document.getElementById(to)?.focus();
    }}
  >
    {children}
  </NlSkipLink>
);
