import type { roomNl } from './room.texts.nl.ts';

/** The sentences of an assessment that is taken together in one room, in English. */
export const roomEn: typeof roomNl = {
  client: {
    turn: 'Client screen',
    key: 'F8',
    back: 'Back',
    form: 'Question for you',
    next: 'Continue',
    skip: 'Skip this question',
    previous: 'Previous question',
    choose: 'Choose an answer. Or skip this question.',
    optional: 'You may skip this question.',
    consent: 'It is up to you whether you tell this.',
    before: 'You gave an answer here before. It stays if you choose nothing.',
    whyTitle: 'You now choose something else. Why?',
    why: [
      'I chose something else by accident',
      'I want to tell more about it now',
      'I first took the question differently',
    ],
    recorded: (reason: string) => `Chosen on the screen for the client: ${reason}`,
    whyKeep: 'Keep my first answer',
    read: 'Read aloud',
    readKey: 'F9',
    readStop: 'Stop reading',
    readOption: (place: number, label: string) => `${place}. ${label}`,
    readNone: 'Reading aloud does not work here. This computer has no Dutch voice.',
    turnedTitle: 'One moment',
    turnedHelp: 'Hand the screen back. You go on together.',
    doneTitle: 'Thank you',
    doneHelp: 'These were the questions. Hand the screen back.',
    together: 'Look at the screen together now.',
    pauseTitle: 'A short break',
    pauseHelp: 'We go on together in a moment.',
    pauseMore: 'Call',
    pauseAll: 'More',
    resume: 'Go on',
    notSaved: 'This answer is not saved yet. The screen keeps trying.',
    failed: 'This answer could not be saved. Hand the screen back.',
  },
  section: {
    turn: 'Whole section',
    single: 'One question',
    key: 'S',
    saved: 'Saved',
    saving: 'Being saved',
    notYet: 'Not saved yet',
    next: (title: string) => `Go on with ${title}`,
    done: 'Go on to the outcome',
    stillOpen: (n: number) =>
      n === 0
        ? 'All questions of this section are answered.'
        : n === 1
          ? 'One question of this section is still open.'
          : `${n} questions of this section are still open.`,
    keys: 'A figure chooses. Enter or ↓ saves the answer and goes to the next question, ↑ goes back.',
    more: 'Why this is asked',
  },
};
