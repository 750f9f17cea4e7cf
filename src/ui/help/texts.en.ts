import type { helpNl } from './texts.nl.ts';

const screens: typeof helpNl.screens = {
  work: {
    title: 'Help with what is due',
    lines: [
      'Here is what has to be done first, over all your case files.',
      'With each deadline stands where it comes from.',
      'Choose a line to go to the case file. You arrive at the right place.',
      'Has a deadline passed? It stays until you do something with it.',
    ],
  },
  dossiers: {
    title: 'Help with case files',
    lines: [
      'Here are all case files in this vault. What is urgent stands first.',
      'Type a word to search. Only this vault is searched.',
      'Begin a new case file with a signal. A name can come later.',
    ],
  },
  school: {
    title: 'Help when something happened at school',
    lines: [
      'In four short steps you tell where you work, what is the matter, how old the pupil is and what you know.',
      'Not known? Choose unknown. That is never a reason to tell nobody.',
      'What you fill in is kept, also when you are called away.',
    ],
  },
  'school-case': {
    title: 'Help with who has to know',
    lines: [
      'The steps are in order. Write down the day and time with each.',
      'Is a step still open? Act as if it holds, and call for advice.',
      'Under "On paper" you make the letter to the board, the report and the call script.',
    ],
  },
  'new-dossier': {
    title: 'Help with a new case file',
    lines: [
      'Begin with what you saw or heard. One sentence is enough.',
      'Choose whether it is a fact, something said, or your own impression.',
      'Give the case file a name that tells others nothing.',
    ],
  },
  dossier: {
    title: 'Help with a case file',
    lines: [
      'Everything is together here: signals, people, questionnaires and letters.',
      'Fact, what somebody said and your own impression stay apart.',
      'Nothing is erased when you correct something. The old stays visible.',
      'Choose a questionnaire to see how serious it is and what to do.',
    ],
  },
  referral: {
    title: 'Help with following a referral',
    lines: [
      'Write down what happened to the letter: sent, received, accepted.',
      'Each step has a next date. It comes with what is due.',
      'Do you hear nothing? Call, and write down whom you spoke to.',
    ],
  },
  choose: {
    title: 'Help with choosing a questionnaire',
    lines: [
      'Read for whom each list is and how to fill it in.',
      'Choose whom it is about. Fill in one list for each person.',
      'In doubt? Begin with the list that is closest to the signal.',
      'You can read all lists first in the library.',
    ],
  },
  assessment: {
    title: 'Help with a questionnaire',
    lines: [
      'Press a figure to answer and Enter to go on.',
      'Do not know and will not say are full answers. Unknown is never no.',
      'Press F2 in direct danger. All your answers stay.',
      'Everything is saved at once. You can stop at any moment.',
      'You can correct an answer, with a reason. Choose the question in the list on the left.',
      'The outcome says what you do at least. You decide.',
    ],
  },
  letter: {
    title: 'Help with a letter',
    lines: [
      'Baken proposes what this recipient needs. More is not necessary.',
      'Choose on which ground you share, and whether the person knows.',
      'Look at the letter first. Only when you save does it leave the vault.',
      'Is it urgent? Call first, the letter comes after.',
    ],
  },
  meldcode: {
    title: 'Help with the meldcode',
    lines: [
      'The five steps may run side by side. You may skip one, with a reason.',
      'Choose the frame of your profession. Is it not there? Choose the common frame.',
      'In direct danger you call at once. The steps come after.',
      'Write down apart what you saw and what others said.',
    ],
  },
  family: {
    title: 'Help with the people around',
    lines: [
      'Here is who belongs with whom, and who may know what.',
      'Put in only what is needed.',
      'The drawing and the list say the same. Use what suits you.',
    ],
  },
  'safety-plan': {
    title: 'Help with the plan',
    lines: [
      'Baken proposes steps that fit the danger that was found.',
      'Choose with the person what fits. Leave out what does not.',
      'Ask where the plan can lie without the other seeing it.',
      'Look at it again after each incident.',
    ],
  },
  attachments: {
    title: 'Help with files',
    lines: [
      'Baken takes out of a photo where and when it was made.',
      'Never view, keep or send nude pictures of a child. Call the police.',
      'A file stays in the vault until you take it out yourself.',
    ],
  },
  backup: {
    title: 'Help with backups',
    lines: [
      'Choose a place outside this computer, such as a disk of your organisation.',
      'The copy is encrypted. You open it with your passphrase.',
      'Practise restoring now and then. Then you know that it works.',
    ],
  },
  check: {
    title: 'Help with the check',
    lines: [
      'Baken looks whether each piece in the vault is still whole.',
      'Is something damaged? Change nothing and read what you can do.',
      'You can go on working during the check.',
    ],
  },
  audit: {
    title: 'Help with who did what',
    lines: [
      'Here is who read, wrote or took out what.',
      'What somebody read or wrote is not in it.',
      'You can save the lines as evidence.',
    ],
  },
  retention: {
    title: 'Help with retention terms',
    lines: [
      'Here is what was kept too long, and which term applies.',
      'Erasing cannot be undone. So Baken asks for the name of the case file.',
      'May something not go yet? Put it on hold, with a reason.',
    ],
  },
  inzage: {
    title: 'Help with inspection',
    lines: [
      'Everyone may know what was written down about them.',
      'Go through each piece. What is about another stays out.',
      'What stays out gets a reason.',
    ],
  },
  keeping: {
    title: 'Help with keeping and erasing',
    lines: [
      'Choose which term applies to this case file.',
      'You can put a case file on hold while it is needed.',
      'After erasing nothing can be read. You get a certificate of it.',
    ],
  },
  'social-map': {
    title: 'Help with the service directory',
    lines: [
      'Search by who it is, for what, age, municipality or a word.',
      'An empty field means: not known. Such a service stays in the list.',
      'You can always call the numbers at the top.',
      'Add services of your region. Is a number right? Choose “Checked today”.',
      'Put services on a list to hand over. Ask first whether that paper is a danger.',
    ],
  },
  bibliotheek: {
    title: 'Help with the library',
    lines: [
      'Here you read everything with which Baken asks and advises.',
      'A card explains a cause: what you see, what you ask and what helps.',
      'With each text stands what it rests on.',
      'A card decides nothing. You weigh it yourself.',
    ],
  },
  paper: {
    title: 'Help with typing in a form',
    lines: [
      'The questions stand in the order of the paper. The numbers are the same.',
      'A figure chooses an answer and goes to the next question. Enter leaves a question empty.',
      'Does an answer not fit another? Baken says so. It is kept and does not count.',
      'You can leave and go on later. All of it is still there, also after a lock.',
    ],
  },
  forms: {
    title: 'Help with forms on paper',
    lines: [
      'Choose one or more questionnaires and a folder. Baken puts empty forms there to print.',
      'The questions about direct danger come first, with the numbers.',
      'Something not filled in? Then that question stays open. Empty is never no.',
      'Filled in? Open the dossier, choose Questionnaire and type the form in.',
    ],
  },
  settings: {
    title: 'Help with the settings',
    lines: [
      'Fill in who you are. It stands under each letter.',
      'Choose a subject for passphrase, copies, check or keeping.',
      'All keys stand at the bottom.',
    ],
  },
  security: {
    title: 'Help with access',
    lines: [
      'Here you change your passphrase.',
      'Keep the recovery sheets in two places. Without them nobody can help you.',
      'Choose after how many minutes the vault locks by itself.',
    ],
  },
};

export const helpEn: typeof helpNl = {
  open: 'Help',
  keys: 'F1',
  close: 'Close',
  toLibrary: 'To the library',
  screens,
};
