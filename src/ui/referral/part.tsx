import type { ReactNode } from 'react';
import { Heading } from '../parts/heading.tsx';
import { Paragraph } from '../parts/paragraph.tsx';

export type PartId =
  | 'sender'
  | 'ground'
  | 'informed'
  | 'person'
  | 'shared'
  | 'left-out'
  | 'secrets'
  | 'fields'
  | 'message';

/** A part of the letter's choices, with a place to go back to when something in it is missing. */
export const Part = ({
  id,
  title,
  help,
  children,
}: {
  readonly id: PartId;
  readonly title: string;
  readonly help?: string | undefined;
  readonly children: ReactNode;
}) => (
  <section className="card letter-part" id={`letter-${id}`}>
    <Heading level={2} look={3}>
      {title}
    </Heading>
    {help === undefined ? null : <Paragraph tone="soft">{help}</Paragraph>}
    {children}
  </section>
);
