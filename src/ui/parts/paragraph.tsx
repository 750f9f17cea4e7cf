import { Paragraph as NlParagraph } from '@nl-design-system-candidate/paragraph-react';
import type { ReactNode } from 'react';

export const Paragraph = ({
  children,
  tone = 'plain',
  id,
}: {
  readonly children: ReactNode;
  readonly tone?: 'plain' | 'soft' | 'lead' | 'small';
  readonly id?: string;
}) => (
  <NlParagraph className={`tone-${tone}`} {...(id === undefined ? {} : { id })}>
    {children}
  </NlParagraph>
);
