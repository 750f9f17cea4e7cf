import type { Place } from '../place.ts';

type Screen = { readonly title: string; readonly lines: readonly string[] };

/** Help on the spot: three to six lines for every screen. */
const screens: Record<Place['kind'], Screen> = {
  work: {
    title: 'Hulp bij de werkvoorraad',
    lines: [
      'Hier staat wat het eerst af moet zijn, over al uw dossiers.',
      'Bij elke termijn staat waar die vandaan komt.',
      'Kies een regel om naar het dossier te gaan. U komt op de goede plek.',
      'Is een termijn voorbij? Dan blijft hij staan tot u er iets mee doet.',
    ],
  },
  dossiers: {
    title: 'Hulp bij de dossiers',
    lines: [
      'Hier staan alle dossiers in deze kluis. Wat haast heeft, staat bovenaan.',
      'Typ een woord om te zoeken. Er wordt alleen in deze kluis gezocht.',
      'Begin een nieuw dossier met een signaal. Een naam mag later.',
    ],
  },
  school: {
    title: 'Hulp bij een voorval op school',
    lines: [
      'In vier korte stappen vertelt u waar u werkt, wat er is, hoe oud de leerling is en wat u weet.',
      'Weet u iets niet? Kies onbekend. Dat is nooit een reden om niets te melden.',
      'Wat u invult blijft staan, ook als u weg moet.',
    ],
  },
  'school-case': {
    title: 'Hulp bij wie het moet weten',
    lines: [
      'De stappen staan in volgorde. Schrijf bij elke stap de dag en tijd op.',
      'Staat een stap nog open? Handel alsof hij geldt, en bel voor advies.',
      'Onder „Op papier” maakt u de brief aan het bestuur, het verslag en het belscript.',
    ],
  },
  'new-dossier': {
    title: 'Hulp bij een nieuw dossier',
    lines: [
      'Begin met wat u zag of hoorde. Een zin is genoeg.',
      'Kies of het een feit is, iets wat iemand zei, of uw eigen indruk.',
      'Geef het dossier een naam die anderen niets vertelt.',
    ],
  },
  dossier: {
    title: 'Hulp bij een dossier',
    lines: [
      'Hier staat alles bij elkaar: signalen, mensen, vragenlijsten en brieven.',
      'Feit, wat iemand zei en uw eigen indruk blijven apart.',
      'Niets wordt gewist als u iets verbetert. Het oude blijft zichtbaar.',
      'Kies een vragenlijst om te kijken hoe ernstig het is en wat u doet.',
    ],
  },
  referral: {
    title: 'Hulp bij een verwijzing volgen',
    lines: [
      'Schrijf op wat er met de brief gebeurde: verstuurd, ontvangen, aangenomen.',
      'Bij elke stap hoort een volgende datum. Die komt in uw werkvoorraad.',
      'Hoort u niets? Bel dan na, en schrijf op wie u sprak.',
    ],
  },
  choose: {
    title: 'Hulp bij een vragenlijst kiezen',
    lines: [
      'Lees bij elke lijst voor wie die is en hoe u hem invult.',
      'Kies over wie het gaat. Vul voor iedere persoon een eigen lijst in.',
      'Twijfelt u? Begin met de lijst die het dichtst bij het signaal ligt.',
      'Alle lijsten kunt u eerst nalezen in de Bibliotheek.',
    ],
  },
  assessment: {
    title: 'Hulp bij een vragenlijst',
    lines: [
      'Druk op een cijfer om te antwoorden en op Enter om verder te gaan.',
      'Weet ik niet en wil niet zeggen zijn gewone antwoorden. Onbekend is nooit nee.',
      'Druk op F2 bij direct gevaar. Al uw antwoorden blijven staan.',
      'Alles wordt meteen bewaard. U kunt op elk moment stoppen.',
      'Een antwoord verbeteren kan, met een reden. Kies de vraag links in de lijst.',
      'De uitkomst zegt wat u minstens doet. U beslist zelf.',
    ],
  },
  letter: {
    title: 'Hulp bij een brief',
    lines: [
      'Baken stelt voor wat deze ontvanger nodig heeft. Meer hoeft er niet in.',
      'Kies op welke grond u deelt, en of de persoon het weet.',
      'Bekijk de brief eerst. Pas als u bewaart, komt hij buiten de kluis.',
      'Is er haast? Bel eerst, de brief komt daarna.',
    ],
  },
  meldcode: {
    title: 'Hulp bij de meldcode',
    lines: [
      'De vijf stappen mogen door elkaar lopen. U mag er ook een overslaan, met een reden.',
      'Kies het kader van uw beroep. Staat het er niet bij? Kies dan het gewone kader.',
      'Bij direct gevaar belt u meteen. De stappen komen daarna.',
      'Schrijf apart op wat u zag en wat anderen zeiden.',
    ],
  },
  family: {
    title: 'Hulp bij de mensen eromheen',
    lines: [
      'Hier staat wie bij wie hoort, en wie wat mag weten.',
      'Zet er alleen in wat nodig is.',
      'De tekening en de lijst zeggen hetzelfde. Gebruik wat u prettig vindt.',
    ],
  },
  'safety-plan': {
    title: 'Hulp bij het plan',
    lines: [
      'Baken stelt stappen voor die passen bij het gevaar dat is gevonden.',
      'Kies samen met de persoon wat past. Wat niet past, laat u weg.',
      'Vraag waar het plan kan liggen zonder dat de ander het ziet.',
      'Kijk er opnieuw naar na elk voorval.',
    ],
  },
  attachments: {
    title: 'Hulp bij bestanden',
    lines: [
      'Baken haalt uit een foto waar en wanneer die is gemaakt.',
      'Bekijk, bewaar en stuur nooit naaktbeelden van een kind. Bel de politie.',
      'Een bestand blijft in de kluis, tot u het zelf naar buiten brengt.',
    ],
  },
  backup: {
    title: 'Hulp bij reservekopieën',
    lines: [
      'Kies een plek buiten deze computer, zoals een schijf van uw organisatie.',
      'De kopie is versleuteld. U opent hem met uw wachtwoord.',
      'Oefen af en toe met terugzetten. Dan weet u dat het werkt.',
    ],
  },
  check: {
    title: 'Hulp bij de controle',
    lines: [
      'Baken kijkt of elk stuk in de kluis nog heel is.',
      'Is er iets beschadigd? Verander niets en lees wat u kunt doen.',
      'U kunt tijdens de controle gewoon doorwerken.',
    ],
  },
  audit: {
    title: 'Hulp bij wie wat deed',
    lines: [
      'Hier staat wie wat las, schreef of naar buiten bracht.',
      'Er staat niet in wat iemand las of schreef.',
      'U kunt de regels bewaren als bewijs.',
    ],
  },
  retention: {
    title: 'Hulp bij bewaartermijnen',
    lines: [
      'Hier staat wat al te lang bewaard is, en welke termijn geldt.',
      'Wissen kan niet terug. Baken vraagt daarom de naam van het dossier.',
      'Mag iets nog niet weg? Zet het vast, met een reden.',
    ],
  },
  inzage: {
    title: 'Hulp bij inzage',
    lines: [
      'Iedereen mag weten wat er over hem of haar is opgeschreven.',
      'Loop elk stuk na. Wat over een ander gaat, blijft weg.',
      'Wat weg blijft, krijgt een reden.',
    ],
  },
  keeping: {
    title: 'Hulp bij bewaren en wissen',
    lines: [
      'Kies welke termijn voor dit dossier geldt.',
      'U kunt een dossier vastzetten als het nog nodig is.',
      'Na wissen is er niets meer te lezen. U krijgt er een bewijs van.',
    ],
  },
  'social-map': {
    title: 'Hulp bij de Sociale kaart',
    lines: [
      'Zoek op wie het is, waarvoor, leeftijd, gemeente of een woord.',
      'Een leeg veld betekent: niet bekend. Zo’n dienst blijft in de lijst.',
      'De nummers bovenaan kunt u altijd bellen.',
      'Voeg diensten uit uw regio toe. Klopt een nummer? Kies “Vandaag nagekeken”.',
      'Zet diensten op een lijst om mee te geven. Vraag eerst of dat papier gevaar geeft.',
    ],
  },
  bibliotheek: {
    title: 'Hulp bij de Bibliotheek',
    lines: [
      'Hier leest u alles waarmee Baken vragen stelt en advies geeft.',
      'Een kaart legt een oorzaak uit: wat u ziet, wat u vraagt en wat helpt.',
      'Bij elke tekst staat waar die op rust.',
      'Een kaart beslist niets. U weegt zelf.',
    ],
  },
  paper: {
    title: 'Hulp bij overtypen',
    lines: [
      'De vragen staan in de volgorde van het papier. De nummers zijn dezelfde.',
      'Een cijfer kiest een antwoord en gaat naar de volgende vraag. Enter laat een vraag leeg.',
      'Past een antwoord niet bij een ander? Baken zegt het. Het blijft bewaard en telt niet mee.',
      'U kunt weggaan en later verdergaan. Alles staat er nog, ook na een slot.',
    ],
  },
  forms: {
    title: 'Hulp bij formulieren op papier',
    lines: [
      'Kies één of meer vragenlijsten en een map. Baken zet daar lege formulieren neer om te printen.',
      'Vooraan staan de vragen over direct gevaar, met de nummers.',
      'Iets niet ingevuld? Dan blijft die vraag open. Leeg is nooit nee.',
      'Ingevuld? Open het dossier, kies Vragenlijst en neem het formulier over.',
    ],
  },
  settings: {
    title: 'Hulp bij de instellingen',
    lines: [
      'Vul in wie u bent. Dat staat onder elke brief.',
      'Kies een onderwerp voor wachtwoord, kopieën, controle of bewaren.',
      'Onderaan staan alle toetsen.',
    ],
  },
  security: {
    title: 'Hulp bij toegang',
    lines: [
      'Hier verandert u uw wachtwoord.',
      'Bewaar de herstelbladen op twee plekken. Zonder die bladen helpt niemand u.',
      'Kies na hoeveel minuten de kluis vanzelf op slot gaat.',
    ],
  },
};

export const helpNl = {
  open: 'Hulp',
  keys: 'F1',
  close: 'Sluit',
  toLibrary: 'Naar de Bibliotheek',
  screens,
};
