/** The sentences of the check of the whole vault, and of everything it can find, in Dutch at B1 level. */
export const checkNl = {
  title: 'Controle',
  subject: 'Of alles in de kluis heel is, en wat u doet als dat niet zo is.',
  intro:
    'Na elk openen kijkt Baken de hele kluis na. Is ieder stuk er nog, en is het nog hetzelfde als toen? U kunt gewoon doorwerken.',
  toSettings: 'Instellingen',
  state: 'Hoe staat het ervoor?',
  never: 'De kluis is sinds het openen nog niet helemaal nagekeken.',
  running: (done: number, of: number) => `De controle loopt: ${done} van de ${of} stukken.`,
  progress: 'Voortgang van de controle',
  stopped: 'De controle is gestopt voordat alles was nagekeken.',
  good: (when: string, n: number) =>
    `Gecontroleerd ${when}. ${n === 1 ? 'Het ene stuk is heel.' : `Alle ${n} stukken zijn heel.`}`,
  damaged: (when: string, n: number) => `Gecontroleerd ${when}: ${n} stukken. Niet alles is heel.`,
  now: 'Controleer nu',
  stop: 'Stop de controle',
  found: 'Wat er mis is',
  foundNone: 'Er is niets gevonden dat mis is.',
  foundHelp:
    'Alles wat heel is, kunt u gewoon lezen. Wat gewijzigd of beschadigd is, laat Baken nooit zien alsof het klopt.',
  first: 'Doe dit eerst',
  firstSteps: [
    'Verander zelf niets aan de map van de kluis.',
    'Maak een reservekopie, of vraag uw beheerder daarom. Gooi oude reservekopieën niet weg.',
    'Vertel het uw beheerder of privacy-functionaris. Beschadiging kan ook door een ander mens komen.',
  ],
  todo: 'Wat u doet',
  places: (n: number) => (n === 1 ? '1 plek' : `${n} plekken`),
  openDossier: (label: string) => `Open ${label}`,
  inDossier: (label: string) => `In dossier ${label}`,
  inUnknown: 'In een dossier waarvan de naam niet te lezen is',
  inVault: 'In de kluis zelf of in het logboek',
  ids: 'Nummers, voor wie u helpt',
  moreIds: (n: number) => `en nog ${n}`,
  earlier: 'Eerdere controles',
  earlierNone: 'Er staat nog geen controle in het logboek.',
  earlierGood: 'Alle stukken waren heel',
  earlierDamaged: (n: number) => (n === 1 ? '1 ding mis' : `${n} dingen mis`),
  panel: (n: number) => (n === 1 ? 'In deze kluis is 1 ding mis' : `In deze kluis zijn ${n} dingen mis`),
  panelHelp: 'U kunt verder werken. Wat heel is, blijft te lezen.',
  panelOpen: 'Bekijk wat u doet',
  kinds: {
    unreadable: {
      title: 'Een stuk is gewijzigd of beschadigd',
      means: 'Het staat er nog, maar het is niet meer het stuk dat u bewaarde. Baken laat het daarom niet zien.',
      todo: 'Zet het dossier terug uit een reservekopie van voor deze dag. Schrijf tot die tijd in het dossier wat er miste.',
    },
    foreign: {
      title: 'Er staat iets in de kluis dat Baken niet heeft bewaard',
      means: 'Het is geen versleuteld stuk van deze kluis. Iemand of iets anders schreef in de map.',
      todo: 'Vraag uw beheerder wie of wat bij de map kan. Het stuk doet verder niets en wordt niet getoond.',
    },
    'unknown-key': {
      title: 'Een stuk hoort bij een sleutel die deze kluis niet heeft',
      means: 'Het komt uit een andere kluis, of de sleutels van deze kluis zijn ouder dan het stuk.',
      todo: 'Is er kort geleden een oude kopie teruggezet? Zet dan de nieuwste reservekopie terug. Vraag anders uw beheerder.',
    },
    'newer-format': {
      title: 'Een stuk is gemaakt met een nieuwere Baken',
      means: 'Er is niets stuk. Deze versie van Baken kan het niet lezen.',
      todo: 'Vraag uw beheerder om de nieuwste versie van Baken. Tot die tijd blijft het stuk bewaard.',
    },
    'bad-signature': {
      title: 'Een stuk is niet getekend door een apparaat dat deze kluis kent',
      means: 'Het kan zijn nagemaakt. Baken laat het daarom niet zien.',
      todo: 'Vertrouw het stuk niet. Meld dit bij uw privacy-functionaris als mogelijk misbruik.',
    },
    'broken-chain': {
      title: 'Een stuk sluit niet aan op het stuk ervoor',
      means: 'Het stuk zelf is echt. Het stuk dat ervoor stond, is niet meer hetzelfde.',
      todo: 'Vergelijk het dossier met een reservekopie. Let op wat er vlak voor dit stuk stond.',
    },
    fork: {
      title: 'Twee stukken staan op dezelfde plek',
      means: 'Dat gebeurt als een oude kopie van de kluis is gebruikt om verder te schrijven.',
      todo: 'Zoek uit of deze kluis op twee plaatsen open was. Schrijf in dit dossier niet verder voordat dat duidelijk is.',
    },
    missing: {
      title: 'Er ontbreken stukken',
      means: 'Er is iets weggehaald, of de schijf heeft het verloren. De stukken ervoor en erna zijn er wel.',
      todo: 'Zet het dossier terug uit een reservekopie van voor deze dag.',
    },
    'missing-entry': {
      title: 'Een stuk dat volgens het logboek bewaard is, is er niet',
      means: 'Het logboek zegt dat het is geschreven, maar het staat niet meer in het dossier.',
      todo: 'Zet het dossier terug uit een reservekopie van voor deze dag.',
    },
    tail: {
      title: 'Baken weet niet zeker waar een dossier ophoudt',
      means: 'De aantekening daarvan is weg of gewijzigd. Er kunnen aan het eind stukken missen.',
      todo: 'U kunt het dossier lezen, maar er niet in schrijven. Zet het terug uit de nieuwste reservekopie.',
    },
    'head-mismatch': {
      title: 'De stukken samen zijn niet dezelfde als bij de vorige keer',
      means: 'Er is iets weggehaald, erbij gezet of gewijzigd. Wat precies, staat hieronder bij de andere punten.',
      todo: 'Kijk eerst naar de andere punten. Staan die er niet? Vraag dan uw beheerder om de map na te kijken.',
    },
    'rolled-back': {
      title: 'De kluis is ouder dan toen u haar sloot',
      means: 'Er is een oude kopie teruggezet, of het laatste stuk van de schijf is verloren.',
      todo: 'Wat u het laatst schreef, kan weg zijn. Kijk dat na en zet zo nodig de nieuwste reservekopie terug.',
    },
    attachment: {
      title: 'Een bijlage is niet heel',
      means:
        'Het bestand is weg of gewijzigd. Baken laat het daarom niet zien. De rest van het dossier is wel te lezen.',
      todo: 'Heeft u het bestand nog ergens? Voeg het dan opnieuw toe. Zet het anders terug uit een reservekopie.',
    },
    'file-header': {
      title: 'Het bestand met de sloten van de kluis is ouder dan het hoort te zijn',
      means: 'Misschien is een oud bestand teruggezet. Een oud wachtwoord kan dan weer werken.',
      todo: 'Wijzig uw wachtwoord en vraag uw beheerder wie bij de map kan.',
    },
    'file-keys': {
      title: 'Het bestand met de sleutels van de dossiers is niet heel of te oud',
      means:
        'Van sommige dossiers kan de sleutel missen. Baken schrijft er niet in, zodat er geen sleutel verloren gaat.',
      todo: 'U kunt lezen wat nog opengaat. Zet de sleutels terug uit de nieuwste reservekopie.',
    },
    'file-witness': {
      title: 'Het bestand dat het einde van de kluis bewaakt, is weg of niet te schrijven',
      means: 'Uw stukken zijn er. Alleen zou Baken nu niet merken dat de laatste stukken verdwijnen.',
      todo: 'Kijk of de schijf vol is of alleen te lezen is. Open daarna de kluis opnieuw.',
    },
    'file-store': {
      title: 'De opslag kan niet helemaal worden gelezen',
      means: 'De schijf of een bestand is beschadigd. Wat nog te lezen is, ziet u gewoon.',
      todo: 'Maak meteen een kopie van de hele map op een andere schijf. Zet daarna de nieuwste reservekopie terug.',
    },
    'file-head': {
      title: 'De samenvatting van de kluis is weg of gewijzigd',
      means: 'Baken kan niet zeker weten of er iets mist, en schrijft daarom niet verder.',
      todo: 'U kunt lezen wat er is. Zet de nieuwste reservekopie terug om weer te schrijven.',
    },
    'file-drafts': {
      title: 'Wat u typte en nog niet bewaarde, is niet te lezen',
      means:
        'Het bestand met concepten is gewijzigd of beschadigd. Alles wat u wel bewaarde, staat gewoon in de dossiers.',
      todo: 'Kijk na wat u het laatst typte en typ het zo nodig opnieuw. Het oude bestand staat nog in de map van de kluis, als drafts.damaged.',
    },
    'not-understood': {
      title: 'Een stuk is heel, maar deze versie begrijpt het niet',
      means: 'Het is gemaakt met een andere versie van Baken. Er is niets kwijt.',
      todo: 'Vraag uw beheerder om de nieuwste versie van Baken.',
    },
    'instrument-missing': {
      title: 'Een vragenlijst staat niet meer in Baken',
      means: 'De antwoorden zijn er nog. Zonder de vragenlijst kan Baken ze niet laten zien.',
      todo: 'Vraag uw beheerder om deze versie van de vragenlijst terug te zetten.',
    },
  },
};
