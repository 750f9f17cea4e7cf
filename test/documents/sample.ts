import { readFileSync } from 'node:fs';
import type { Person } from '#core/dossier.ts';
import type { LetterInput } from '#core/letter.ts';
import type { Line } from '#core/referral.ts';
import { type Recipient, Recipients } from '#core/resources.ts';

/** One invented case, and what the sender chose per recipient. The recipients are those that ship. */

export const recipients = Recipients.parse(
  JSON.parse(readFileSync(new URL('../../resources/recipients.json', import.meta.url), 'utf8')),
);

export const recipient = (id: string): Recipient => {
  const found = recipients.recipients.find((one) => one.id === id);
  if (found === undefined) throw new Error(`No recipient ${id}`);
  return found;
};

export const people: readonly Person[] = [
  { id: 'p1', label: 'Şeyma Őrsi-Łukasz', role: 'betrokkene', birthYear: 1991 },
  { id: 'p2', label: 'Bogdan Ionuț', role: 'ander', birthYear: 1988 },
  { id: 'p3', label: 'Ilse', role: 'kind', birthYear: 2019 },
];

export const line = (some: Partial<Line> & Pick<Line, 'item' | 'topic'>): Line => ({
  kind: 'jno',
  unit: null,
  question: `Vraag ${some.item}?`,
  value: 'ja',
  answer: 'Ja',
  reading: null,
  filled: false,
  secret: false,
  mayHoldSecret: false,
  consent: false,
  note: null,
  ...some,
});

const no = { value: 'nee', answer: 'Nee' } as const;

export const lines: readonly Line[] = [
  line({
    item: 'O-contact',
    topic: 'bereiken',
    kind: 'text',
    question: 'Hoe kunt u deze persoon bereiken zonder risico?',
    value: 'x',
    answer: 'Via haar zus Meryem, 06 12345678, op werkdagen voor 12 uur',
  }),
  line({
    item: 'O-gender',
    topic: 'identiteit',
    kind: 'text',
    question: 'Hoe noemt deze persoon het eigen gender?',
    value: 'trans vrouw',
    answer: 'trans vrouw',
    consent: true,
  }),
  line({
    item: 'O-steun',
    topic: 'omstandigheden',
    kind: 'many',
    question: 'Welke extra steun is gewenst?',
    value: ['lhbti'],
    answer: 'Steun voor lhbti personen',
    secret: true,
    mayHoldSecret: true,
  }),
  line({
    item: 'PG-01',
    topic: 'gevaar',
    question: 'Is het geweld de laatste tijd erger geworden of komt het vaker voor?',
    note: {
      fact: 'Blauwe plek op de linkerarm, gezien op 20 november tijdens het spreekuur.',
      said: 'Bogdan pakt steeds vaker mijn telefoon af en slaat als ik iets terug zeg.',
      saidBy: 'Şeyma Őrsi-Łukasz',
      view: 'Ze keek tijdens het gesprek vaak naar de deur.',
    },
  }),
  line({ item: 'PG-13', topic: 'gevaar', question: 'Heeft de ander gezegd u of iemand anders te doden?' }),
  line({
    item: 'PG-14',
    topic: 'gevaar',
    ...no,
    question: 'Heeft de ander een vuurwapen, of kan die er snel aan komen?',
  }),
  line({
    item: 'PG-15',
    topic: 'keel',
    question: 'Heeft de ander u ooit bij de keel gepakt, of uw adem tegengehouden?',
  }),
  line({
    item: 'PG-15-uren',
    topic: 'keel',
    kind: 'number',
    unit: 'uur',
    question: 'Hoeveel uur geleden was de laatste keer?',
    value: 40,
    answer: '40 uur',
  }),
  line({
    item: 'PG-16-uren',
    topic: 'seksueel',
    kind: 'number',
    unit: 'uur',
    question: 'Hoeveel uur geleden was de laatste keer?',
    value: 26,
    answer: '26 uur',
  }),
  line({
    item: 'PG-16',
    topic: 'seksueel',
    question: 'Heeft de ander u gedwongen tot seks, of tot iets seksueels dat u niet wilde?',
  }),
  line({
    item: 'PG-12',
    topic: 'controle',
    question: 'Bepaalt de ander wie u ziet, waar u heen gaat of wat u uitgeeft?',
  }),
  line({ item: 'PG-D1', topic: 'controle', ...no, question: 'Neemt de ander uw geld of bankpas af?' }),
  line({ item: 'PG-D2', topic: 'controle', ...no, question: 'Houdt de ander u weg bij familie en vrienden?' }),
  line({ item: 'PG-07', topic: 'kinderen', question: 'Zijn er kinderen bij als er geweld is?' }),
  line({
    item: 'PG-09',
    topic: 'kinderen',
    value: 'onbekend',
    answer: 'Weet ik niet',
    question: 'Bent u zwanger, of was u dat het afgelopen jaar?',
  }),
  line({ item: 'PG-20', topic: 'omstandigheden', question: 'Hangt uw inkomen of uw verblijfsrecht van de ander af?' }),
  line({
    item: 'PG-22',
    topic: 'ander',
    value: 'wil_niet_zeggen',
    answer: 'Wil ik niet zeggen',
    question: 'Heeft de ander gezegd zichzelf iets aan te doen?',
  }),
  line({
    item: 'SYS-02',
    topic: 'systeem',
    kind: 'text',
    question: 'Wie is er bang, en voor wie?',
    value: 'x',
    answer: 'Ilse is bang voor Bogdan.',
  }),
  line({ item: 'ASG-06', topic: 'medisch', question: 'Is er kans op hiv?' }),
  line({
    item: 'ASG-07',
    topic: 'medisch',
    value: 'onbekend',
    answer: 'Weet ik niet',
    question: 'Is er kans op een zwangerschap?',
  }),
  line({ item: 'ASG-14', topic: 'zelfdoding', question: 'Denkt u eraan niet meer te willen leven?' }),
  line({ item: 'ASG-12', topic: 'politie', ...no, question: 'Wilt u nu dat de politie komt?' }),
  line({
    item: 'PG-W1',
    topic: 'wens',
    kind: 'text',
    question: 'Wat wilt u zelf het liefst?',
    value: 'x',
    answer: 'Rust, en dat Ilse bij mij blijft.',
  }),
];

const fields: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'veilig-thuis': {
    'naam-melder': 'nee-gevaar-gezin',
    'afspraak-ander': 'Pas na overleg met mij, en niet aan de deur.',
    'eigen-hulp': 'Wekelijks gesprek op een andere plek dan thuis.',
  },
  'veilig-thuis-advies': { vraag: 'Kan ik de ander nu spreken, of geeft dat meer gevaar?' },
  'bevoegd-gezag': { aan: 'bestuur', leerling: 'L.B., klas 3', mondeling: 'ja' },
  csg: { gebeld: 'ja', begeleiding: 'Ik ga mee met de taxi.' },
  huisarts: { vraag: 'keel', toelichting: 'Hees, en pijn bij het slikken sinds gisteren.' },
  'huisarts-ggz': {
    leeftijd: '35',
    route: 'volwassene-huisarts',
    urgentie: 'snel',
    deskundigheid: 'traumagericht',
    'wens-behandelaar': 'Het liefst een vrouw.',
  },
};

/** A complete input for a letter to this recipient: nothing more needs to be chosen. */
export const inputFor = (id: string, change: Partial<LetterInput> = {}): LetterInput => {
  const to = recipient(id);
  return {
    recipient: to,
    topics: recipients.topics,
    outcome: {
      title: 'Partnergeweld',
      asked: 'person',
      howTaken: 'Gesprek met de persoon zelf, alleen, in een rustige kamer.',
      on: '2026-11-23T14:30:00+01:00',
      bandLabel: 'Hoog',
      meaning: 'Ernstige schade is mogelijk, of het blijft onrustig en gevaarlijk thuis',
      final: true,
      deadline: { code: '24u', at: '2026-11-24T14:30:00+01:00' },
      reasons: [
        { title: 'Doodsbedreiging', texts: ['Bel Veilig Thuis vandaag.'], because: [{ item: 'PG-13' }] },
        {
          title: 'Druk op de keel',
          texts: ['Wurging kan uren of dagen later nog levensgevaar geven.'],
          because: [{ item: 'PG-15' }, { item: 'PG-15-uren' }],
        },
        {
          title: 'Gedachten aan zelfdoding',
          texts: ['Spreek af wie er vandaag bij is.'],
          because: [{ item: 'ASG-14' }],
        },
      ],
      causes: [
        {
          label: 'Controle door de ander',
          step: 'Eigen geld, telefoon en contacten terug.',
          because: [{ item: 'PG-12' }],
        },
        { label: 'Afwijzing om wie iemand is', step: 'Steun op wens.', because: [{ item: 'O-steun' }] },
      ],
      blocked: [
        {
          label: 'Een gesprek met beide personen samen',
          reason: 'Wie bang is, kan niet vrij praten waar de ander bij is.',
          because: [{ item: 'PG-12' }],
        },
      ],
      measures: [
        {
          label: 'Medicijnen tegen hiv (PEP)',
          text: 'Hoe eerder u begint, hoe beter ze werken.',
          until: '2026-11-25T12:30:00+01:00',
        },
        { label: 'Noodpil met ulipristal', text: 'Vraag de arts of apotheker.', until: '2026-11-27T12:30:00+01:00' },
        {
          label: 'Sporen veiligstellen',
          text: 'Liefst niet wassen of omkleden. Het is nooit te laat om te komen.',
          until: null,
        },
      ],
      open: [
        {
          item: 'PG-24',
          topic: 'gevaar',
          mayHoldSecret: false,
          question: 'Is er in de laatste maand een scheiding aangekondigd?',
        },
      ],
      limits: [
        'Deze vragenlijst is niet gevalideerd.',
        'Weinig antwoorden betekent niet dat er weinig aan de hand is.',
      ],
    },
    lines,
    signals: [
      {
        at: '2026-11-20T10:00:00+01:00',
        text: 'Ze kwam met een blauwe plek op het spreekuur.',
        kind: 'feit',
        saidBy: null,
      },
      { at: '2026-11-20T10:00:00+01:00', text: 'Ik ben van de trap gevallen.', kind: 'gezegd', saidBy: 'Şeyma' },
    ],
    people,
    sender: {
      name: 'Noor van den Bergh',
      role: 'Maatschappelijk werker',
      organisation: 'Wijkteam Zuid',
      phone: '030 123 45 67',
    },
    choices: {
      recipient: to.id,
      code: to.codes[0] ?? '',
      ground: to.grounds[0]?.id ?? null,
      groundNote: to.anonymous
        ? ''
        : 'Het geweld neemt toe en er is een kind bij. Besproken met de aandachtsfunctionaris.',
      informed: to.anonymous ? null : 'ja',
      informedNote: to.anonymous ? '' : 'Besproken op 23 november, alleen met haar.',
      leftOut: [],
      added: [],
      person: to.anonymous ? null : 'p1',
      contactSafe: false,
      secretsAllowed: false,
      fields: fields[to.id] ?? {},
      message: to.anonymous ? '' : 'Ik maak me grote zorgen over wat er vandaag en morgen kan gebeuren.',
    },
    region: to.anonymous ? null : 'Utrecht',
    on: '2026-11-23T16:05:00+01:00',
    reference: '9f3ac07e5512',
    ...change,
  };
};
