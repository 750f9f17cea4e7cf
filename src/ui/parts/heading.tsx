import { Heading as NlHeading } from '@nl-design-system-candidate/heading-react';
import type { ReactNode, Ref } from 'react';

type Level = 1 | 2 | 3 | 4;

/** A heading. `look` when it should look like another level than it has in the order of the page. */
export const Heading = ({
  level,
  look,
  children,
  id,
  focusable = false,
  ref,
}: {
  readonly level: Level;
  readonly look?: Level;
  readonly children: ReactNode;
  readonly id?: string;
  /** Can be given the focus by the screen, and is no stop for Tab. */
  readonly focusable?: boolean;
  readonly ref?: Ref<HTMLHeadingElement>;
}) => (
  <NlHeading
    ref={ref ?? null}
    level={level}
    appearance={`level-${look ?? level}`}
    {...(id === undefined ? {} : { id })}
    {...(focusable ? { tabIndex: -1 } : {})}
  >
    {children}
  </NlHeading>
);
