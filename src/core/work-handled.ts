import { z } from 'zod';
import { DeadlineCode, deadlines } from './band.ts';

/**
 * That something which was due is done: what was done, and when it is looked at again. It takes a line from the work list;
 * it changes no outcome and no term.
 */

export const WorkAbout = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('deadline'), assessment: z.uuid(), code: DeadlineCode }),
  z.strictObject({ on: z.literal('window'), assessment: z.uuid() }),
  z.strictObject({
    on: z.literal('term'),
    melding: z.string().describe('The entry of the melding'),
    term: z.string().describe('Id of the term, in the afwegingskader'),
  }),
  z.strictObject({ on: z.literal('agreement'), entry: z.string() }),
  z.strictObject({ on: z.literal('signal') }).describe('A dossier that was begun and in which nothing was asked yet'),
]);
export type WorkAbout = z.infer<typeof WorkAbout>;

const fields = {
  about: WorkAbout,
  done: z.string().trim().min(3).max(2000),
  nextAt: z.iso.date().nullable().describe('When it is looked at again'),
  why: z.string().trim().max(2000).describe('Why it need not be looked at again'),
};

/** As it is handed in: to look no more asks for a reason. */
export const WorkHandledGiven = z.strictObject(fields).refine(({ nextAt, why }) => nextAt !== null || why.length >= 3, {
  path: ['why'],
  message: 'waarom hier geen nieuwe datum bij hoort',
});

export const WorkHandled = z.strictObject({ kind: z.literal('work-handled'), ...fields });
export type WorkHandled = z.infer<typeof WorkHandled>;
export type KeptWork = Omit<WorkHandled, 'kind'> & { readonly entry: string; readonly at: string };

type Handled = { readonly about: WorkAbout; readonly nextAt: string | null };

const same = (a: WorkAbout, b: WorkAbout): boolean => {
  switch (a.on) {
    case 'deadline':
      // What was done about an earlier deadline does for a later one too, and not the other way round.
      return (
        b.on === 'deadline' && a.assessment === b.assessment && deadlines.indexOf(a.code) <= deadlines.indexOf(b.code)
      );
    case 'window':
      return b.on === 'window' && a.assessment === b.assessment;
    case 'term':
      return b.on === 'term' && a.melding === b.melding && a.term === b.term;
    case 'agreement':
      return b.on === 'agreement' && a.entry === b.entry;
    case 'signal':
      return b.on === 'signal';
  }
};

/** What was last done about this, if anything. */
export const handledFor = <T extends Handled>(handled: readonly T[], about: WorkAbout): T | undefined =>
  handled.findLast((one) => same(one.about, about));
