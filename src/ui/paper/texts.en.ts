import type { paperNl } from './texts.nl.ts';

/** Forms on paper, in English. */
export const paperEn: typeof paperNl = {
  forms: 'Empty forms on paper',
  formsIntro:
    'For a home visit or a talk without a computer. The form has the same questions in the same order. You type it in later.',
  formsWhich: 'Which forms?',
  all: 'Choose all',
  none: 'Choose none',
  questions: (n) => `${n} questions`,
  folderHelp: 'The forms are empty. There is nothing in them about a person.',
  make: (n) => (n === 1 ? 'Save 1 form' : `Save ${n} forms`),
  makeNone: 'Save forms',
  noneChosen: 'Choose at least one form.',
  making: (at, of, title) => `Form ${at} of ${of}: ${title}`,
  makingLabel: 'Making forms',
  stop: 'Stop',
  stopping: 'Baken stops after this form.',
  stopped: (n, of) => `Stopped. ${n} of the ${of} forms are saved.`,
  made: (n) => (n === 1 ? 'The form is saved.' : `${n} forms are saved.`),
  failed: (n, of) => `${n} of the ${of} forms are saved. The others are not.`,
  printed: 'Open the form and print it. Keep a filled-in form locked away.',
  inLibrary: 'Empty forms on paper',
  inLibraryHelp: 'Print a questionnaire empty, for a talk without a computer.',
  blankOf: (title) => `Empty form: ${title}`,
  blank: 'Empty form',
  back: 'Back',
};
