import { z } from 'zod';
import { Decision, Known, StepNote } from '#core/meldcode-note.ts';
import { MeldcodeView } from './meldcode-view.ts';
import { inDossier, op, stored } from './operation.ts';
import { Intent } from './views.ts';

const inRound = inDossier.extend({ meldcode: z.uuid() });
const Why = z.string().trim().max(1000).nullable().describe('Needed when it takes the place of an earlier one');

export const meldcodeOperations = {
  'meldcode.read': op(
    inDossier.extend({ meldcode: z.uuid().nullable().describe('null: the round at work') }),
    MeldcodeView,
    'unknown-dossier',
    'unknown-meldcode',
    ...stored,
  ),
  /** Begins a round of the meldcode under a frame; an earlier round stays to be read. */
  'meldcode.start': op(
    inDossier.extend({ frame: z.string(), intent: Intent }),
    MeldcodeView,
    'unknown-dossier',
    'unknown-meldcode',
    ...stored,
  ),
  'meldcode.record': op(
    inRound.extend({ note: StepNote, corrects: z.string().nullable(), reason: Why, intent: Intent }),
    MeldcodeView,
    'unknown-dossier',
    'unknown-meldcode',
    'answer-refused',
    'reason-needed',
    ...stored,
  ),
  'meldcode.weigh': op(
    inRound.extend({
      question: z.string(),
      answer: Known,
      kinds: z.array(z.string()).max(10),
      grounds: z.string().trim().max(8000),
      reason: Why,
      intent: Intent,
    }),
    MeldcodeView,
    'unknown-dossier',
    'unknown-meldcode',
    'unknown-item',
    'not-on-screen',
    'answer-refused',
    'reason-needed',
    ...stored,
  ),
  'meldcode.decide': op(
    inRound.extend({
      decision: Decision,
      answer: z.enum(['ja', 'nee']),
      grounds: z.string().trim().min(1).max(8000),
      reason: Why,
      intent: Intent,
    }),
    MeldcodeView,
    'unknown-dossier',
    'unknown-meldcode',
    'reason-needed',
    ...stored,
  ),
} as const;
