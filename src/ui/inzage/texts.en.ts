import type { inzageNl } from './texts.nl.ts';

/** The same in English. */
export const inzageEn: typeof inzageNl = {
  title: 'Access for a person',
  open: 'Make access',
  openHelp: 'A person may see what is recorded about them. You check every part first.',
  back: 'Back to keeping and erasing',
  who: 'Who asks for access?',
  noPeople: 'Nobody is in this case yet. First add the person under "People".',
  whoHelp: 'First make sure that it really is this person.',
  check: 'Check every part',
  checkHelp:
    'A tick means: this goes along. Do you choose otherwise than the rule? Then write why. Names and addresses of others are already gone.',
  warn: 'Can this put anyone in danger?',
  warnHelp: 'In doubt? Ask for advice first. What is on paper can be read by others too.',
  rule: (why: string) => `Rule: ${why}`,
  never: 'Cannot go along',
  empty: 'Not to be shown',
  reason: 'Why do you choose otherwise?',
  counts: (shown: number, out: number) => `${shown} parts go along, ${out} stay here.`,
  folder: 'In which folder?',
  folderHelp: 'The full path of a folder that is there.',
  outside: 'The paper comes outside the vault and is then not sealed.',
  checked: 'I have checked every part.',
  save: 'Save the access as PDF',
  saved: 'The access is outside the vault:',
  savedHelp: 'Give the paper only to the person. Then take the file away.',
  sourceTitle: 'Where do these rules come from?',
  errors: {
    reason: 'Fill in why you choose otherwise.',
    checked: 'First check every part, then tick the box.',
    folder: 'Fill in a folder.',
  },
};
