/** The sentences of an assessment that is taken together in one room: the screen of the client, and a section per page. */

export const roomNl = {
  client: {
    turn: 'Cliëntscherm',
    key: 'F8',
    back: 'Terug',
    form: 'Vraag voor u',
    next: 'Verder',
    skip: 'Sla deze vraag over',
    previous: 'Vorige vraag',
    choose: 'Kies een antwoord. Of sla deze vraag over.',
    optional: 'U mag deze vraag overslaan.',
    consent: 'U beslist zelf of u dit vertelt.',
    before: 'U gaf hier al een antwoord. Dat blijft staan als u niets kiest.',
    whyTitle: 'U kiest nu iets anders. Waarom?',
    why: ['Ik koos per ongeluk iets anders', 'Ik wil er nu meer over vertellen', 'Ik begreep de vraag eerst anders'],
    /** As it stands in the record, with who chose it. */
    recorded: (reason: string) => `Gekozen op het scherm voor de cliënt: ${reason}`,
    whyKeep: 'Laat mijn eerste antwoord staan',
    read: 'Lees voor',
    readKey: 'F9',
    readStop: 'Stop met voorlezen',
    readOption: (place: number, label: string) => `${place}. ${label}`,
    readNone: 'Voorlezen kan hier niet. Deze computer heeft geen Nederlandse stem.',
    turnedTitle: 'Even wachten',
    turnedHelp: 'Geef het scherm terug. U gaat samen verder.',
    doneTitle: 'Dank u wel',
    doneHelp: 'Dit waren de vragen. Geef het scherm terug.',
    together: 'Kijk nu even samen naar het scherm.',
    pauseTitle: 'Even pauze',
    pauseHelp: 'We gaan zo samen verder.',
    pauseMore: 'Bellen',
    pauseAll: 'Meer',
    resume: 'Ga verder',
    notSaved: 'Dit antwoord is nog niet bewaard. Het scherm blijft het proberen.',
    failed: 'Dit antwoord kon niet worden bewaard. Geef het scherm terug.',
  },
  section: {
    turn: 'Heel onderdeel',
    single: 'Eén vraag',
    key: 'S',
    saved: 'Bewaard',
    saving: 'Wordt bewaard',
    notYet: 'Nog niet bewaard',
    next: (title: string) => `Verder met ${title}`,
    done: 'Verder naar de uitkomst',
    stillOpen: (n: number) =>
      n === 0
        ? 'Alle vragen van dit onderdeel zijn beantwoord.'
        : n === 1
          ? 'Eén vraag van dit onderdeel is nog open.'
          : `${n} vragen van dit onderdeel zijn nog open.`,
    keys: 'Een cijfer kiest. Enter of ↓ bewaart het antwoord en gaat naar de volgende vraag, ↑ gaat terug.',
    more: 'Waarom deze vraag',
  },
};
