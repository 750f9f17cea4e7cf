/** Where the user is in the app. Ids only: nothing a person wrote. */
export type Place =
  | { readonly kind: 'work' }
  | { readonly kind: 'dossiers' }
  | { readonly kind: 'new-dossier' }
  | {
      readonly kind: 'dossier';
      readonly dossier: string;
      /** The part of the page where the work is. */
      readonly at?: 'duties';
    }
  | { readonly kind: 'referral'; readonly dossier: string; readonly referral: string }
  | {
      readonly kind: 'choose';
      readonly dossier: string;
      /** The assessment that leads here, and the instrument it asks for. */
      readonly from?: string;
      readonly instrument?: string;
    }
  /** A form that was filled in by hand, typed in. */
  | { readonly kind: 'paper'; readonly dossier: string; readonly instrument: string; readonly about?: string }
  | { readonly kind: 'assessment'; readonly dossier: string; readonly assessment: string }
  | { readonly kind: 'letter'; readonly dossier: string; readonly assessment: string; readonly code: string }
  /** Something happened at school: the first questions, or what they led to. */
  | { readonly kind: 'school' }
  | { readonly kind: 'school-case'; readonly dossier: string; readonly assessment: string }
  | { readonly kind: 'meldcode'; readonly dossier: string }
  | { readonly kind: 'family'; readonly dossier: string }
  /** Of one person, or of whoever had one last. */
  | { readonly kind: 'safety-plan'; readonly dossier: string; readonly plan?: string }
  | { readonly kind: 'attachments'; readonly dossier: string }
  | { readonly kind: 'backup' }
  | { readonly kind: 'check' }
  /** Of the whole vault, or of one dossier. */
  | { readonly kind: 'audit'; readonly dossier?: string }
  | { readonly kind: 'retention' }
  | { readonly kind: 'inzage'; readonly dossier: string }
  | { readonly kind: 'keeping'; readonly dossier: string }
  | { readonly kind: 'social-map' }
  | { readonly kind: 'bibliotheek' }
  /** Empty forms to print; from a dossier one goes back to it. */
  | { readonly kind: 'forms'; readonly instrument?: string; readonly dossier?: string }
  | { readonly kind: 'settings' }
  | { readonly kind: 'security' };

export const home: Place = { kind: 'work' };

const kinds: { readonly [K in Place['kind']]: true } = {
  work: true,
  dossiers: true,
  'new-dossier': true,
  dossier: true,
  choose: true,
  paper: true,
  assessment: true,
  letter: true,
  referral: true,
  school: true,
  'school-case': true,
  meldcode: true,
  family: true,
  'safety-plan': true,
  attachments: true,
  backup: true,
  check: true,
  audit: true,
  retention: true,
  inzage: true,
  keeping: true,
  'social-map': true,
  bibliotheek: true,
  forms: true,
  settings: true,
  security: true,
};

/** Whether this is a place that this version of Baken has; ids in it are judged where they are used. */
export const isPlace = (value: unknown): value is Place =>
  typeof value === 'object' && value !== null && 'kind' in value && Object.hasOwn(kinds, String(value.kind));
