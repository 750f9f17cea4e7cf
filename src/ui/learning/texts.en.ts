import type { learningNl } from './texts.nl.ts';

export const learningEn: typeof learningNl = {
  more: 'More about this',
  terms: (words) => `Words explained: ${words}`,
  what: 'What is it?',
  shows: 'How does it show?',
  ask: 'What do you ask?',
  removes: 'What takes the cause away, and for whom?',
  worsens: 'What only makes it worse?',
  sources: 'What this rests on',
};
