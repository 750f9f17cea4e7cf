import { z } from 'zod';
import { DutiesView } from './duties-view.ts';
import { inAssessment, op, stored } from './operation.ts';
import { Intent } from './views.ts';

export const dutiesOperations = {
  /** Who tells whom, and when: the steps of the meld-, overleg- en aangifteplicht. */
  'duties.read': op(inAssessment, DutiesView, 'unknown-dossier', 'unknown-assessment', 'unknown-duty', ...stored),
  /** Puts on record when somebody was told; a correction is a new record with its reason. */
  'duties.record': op(
    inAssessment.extend({
      duty: z.string().max(60),
      happened: z
        .strictObject({ day: z.iso.date(), time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/) })
        .nullable()
        .describe('On the Dutch clock; null takes an earlier record back'),
      who: z.string().max(60).describe('The role that told it'),
      whom: z.string().max(60).describe('The role that was told'),
      note: z.string().trim().max(2000),
      reason: z.string().trim().max(1000).nullable().describe('Needed when there is an earlier record'),
      intent: Intent,
    }),
    DutiesView,
    'unknown-dossier',
    'unknown-assessment',
    'unknown-duty',
    'moment-refused',
    'answer-refused',
    'reason-needed',
    ...stored,
  ),
} as const;
