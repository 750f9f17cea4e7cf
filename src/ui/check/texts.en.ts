import type { checkNl } from './texts.nl.ts';

/** The sentences of the check of the whole vault, and of everything it can find, in English. */
export const checkEn: typeof checkNl = {
  title: 'Check',
  subject: 'Whether everything in the vault is whole, and what to do when it is not.',
  intro:
    'After every opening Baken looks whether each record in the vault is still there and still the one that was kept. You can go on working.',
  toSettings: 'Settings',
  state: 'How does it stand?',
  never: 'The vault has not been checked in full since it was opened.',
  running: (done, of) => `The check is running: ${done} of ${of} records.`,
  progress: 'Progress of the check',
  stopped: 'The check was stopped before everything was looked at.',
  good: (when, n) => `Checked ${when}. ${n === 1 ? 'The one record is whole.' : `All ${n} records are whole.`}`,
  damaged: (when, n) => `Checked ${when}: ${n} records. Not everything is whole.`,
  now: 'Check now',
  stop: 'Stop the check',
  found: 'What is wrong',
  foundNone: 'Nothing wrong was found.',
  foundHelp:
    'Everything that is whole can be read as always. What was altered or damaged, Baken never shows as if it were true.',
  first: 'Do this first',
  firstSteps: [
    'Change nothing in the folder of the vault yourself.',
    'Make a backup, or ask your administrator to. Do not throw older backups away.',
    'Tell your administrator or privacy officer. Damage can also be the work of another person.',
  ],
  todo: 'What to do',
  places: (n) => (n === 1 ? '1 place' : `${n} places`),
  openDossier: (label) => `Open ${label}`,
  inDossier: (label) => `In case file ${label}`,
  inUnknown: 'In a case file whose name cannot be read',
  inVault: 'In the vault itself or in the log',
  ids: 'Numbers, for whoever helps you',
  moreIds: (n) => `and ${n} more`,
  earlier: 'Earlier checks',
  earlierNone: 'There is no check in the log yet.',
  earlierGood: 'All records were whole',
  earlierDamaged: (n) => (n === 1 ? '1 thing wrong' : `${n} things wrong`),
  panel: (n) => (n === 1 ? '1 thing is wrong in this vault' : `${n} things are wrong in this vault`),
  panelHelp: 'You can go on working. What is whole can still be read.',
  panelOpen: 'See what to do',
  kinds: {
    unreadable: {
      title: 'A record was altered or damaged',
      means: 'It is still there, but it is no longer the record that you kept. So Baken does not show it.',
      todo: 'Put the case file back from a backup of before today. Until then, write in the case file what was missing.',
    },
    foreign: {
      title: 'There is something in the vault that Baken did not keep',
      means: 'It is no sealed record of this vault. Somebody or something else wrote in the folder.',
      todo: 'Ask your administrator who or what can reach the folder. The record does nothing and is not shown.',
    },
    'unknown-key': {
      title: 'A record belongs to a key that this vault does not have',
      means: 'It comes from another vault, or the keys of this vault are older than the record.',
      todo: 'Was an old copy put back lately? Then put back the newest backup. If not, ask your administrator.',
    },
    'newer-format': {
      title: 'A record was made with a newer Baken',
      means: 'Nothing is broken. This version of Baken cannot read it.',
      todo: 'Ask your administrator for the newest version of Baken. Until then the record is kept.',
    },
    'bad-signature': {
      title: 'A record is not signed by a device that this vault knows',
      means: 'It may be forged. So Baken does not show it.',
      todo: 'Do not trust the record. Tell your privacy officer that this may be abuse.',
    },
    'broken-chain': {
      title: 'A record does not continue the one before it',
      means: 'The record itself is real. The record that stood before it is no longer the same.',
      todo: 'Compare the case file with a backup. Look at what stood right before this record.',
    },
    fork: {
      title: 'Two records stand in the same place',
      means: 'This happens when an old copy of the vault was used to write on.',
      todo: 'Find out whether this vault was open in two places. Do not write in this case file before that is clear.',
    },
    missing: {
      title: 'Records are missing',
      means: 'Something was taken away, or the disk has lost it. The records before and after are there.',
      todo: 'Put the case file back from a backup of before today.',
    },
    'missing-entry': {
      title: 'A record that was kept according to the log is not there',
      means: 'The log says that it was written, but it is no longer in the case file.',
      todo: 'Put the case file back from a backup of before today.',
    },
    tail: {
      title: 'Baken is not certain where a case file ends',
      means: 'The note of that is gone or altered. Records may be missing at the end.',
      todo: 'You can read the case file, but not write in it. Put it back from the newest backup.',
    },
    'head-mismatch': {
      title: 'The records together are not the same as last time',
      means: 'Something was taken away, put in or altered. What exactly, stands below with the other points.',
      todo: 'Look at the other points first. Are there none? Then ask your administrator to look at the folder.',
    },
    'rolled-back': {
      title: 'The vault is older than when you closed it',
      means: 'An old copy was put back, or the last part of the disk was lost.',
      todo: 'What you wrote last may be gone. Check that, and put back the newest backup where needed.',
    },
    attachment: {
      title: 'An attachment is not whole',
      means: 'The file is gone or altered. So Baken does not show it. The rest of the case file can be read.',
      todo: 'Do you still have the file? Then add it again. If not, put it back from a backup.',
    },
    'file-header': {
      title: 'The file with the locks of the vault is older than it should be',
      means: 'An old file may have been put back. An old passphrase can then work again.',
      todo: 'Change your passphrase and ask your administrator who can reach the folder.',
    },
    'file-keys': {
      title: 'The file with the keys of the case files is not whole or too old',
      means: 'The key of some case files may be missing. Baken does not write to it, so that no key is lost.',
      todo: 'You can read what still opens. Put the keys back from the newest backup.',
    },
    'file-witness': {
      title: 'The file that watches the end of the vault is gone or cannot be written',
      means: 'Your records are there. Only, Baken would not notice now if the last records vanish.',
      todo: 'See whether the disk is full or read-only. Then open the vault again.',
    },
    'file-store': {
      title: 'The store cannot be read in full',
      means: 'The disk or a file is damaged. What can still be read is shown as always.',
      todo: 'Make a copy of the whole folder on another disk at once. Then put back the newest backup.',
    },
    'file-head': {
      title: 'The summary of the vault is gone or altered',
      means: 'Baken cannot be certain whether something is missing, and so writes no more.',
      todo: 'You can read what there is. Put back the newest backup to write again.',
    },
    'file-drafts': {
      title: 'What you typed and did not save yet cannot be read',
      means: 'The file with drafts was altered or damaged. Everything you did save is in the dossiers as usual.',
      todo: 'Check what you typed last, and type it again if needed. The old file is still in the folder of the vault, as drafts.damaged.',
    },
    'not-understood': {
      title: 'A record is whole, but this version does not understand it',
      means: 'It was made with another version of Baken. Nothing is lost.',
      todo: 'Ask your administrator for the newest version of Baken.',
    },
    'instrument-missing': {
      title: 'A questionnaire is no longer in Baken',
      means: 'The answers are still there. Without the questionnaire Baken cannot show them.',
      todo: 'Ask your administrator to put this version of the questionnaire back.',
    },
  },
};
