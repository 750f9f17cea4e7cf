import type { findNl } from './texts.nl.ts';

/** Searching from anywhere, and going there. */
export const findEn: typeof findNl = {
  keys: 'Ctrl+K',
  open: 'Search',
  title: 'Search or go to',
  field: 'Name, dossier, service, word or screen',
  help: 'Arrows choose, Enter goes there, Esc closes. What you type is not kept.',
  groups: {
    dossiers: 'Dossiers',
    people: 'People',
    services: 'Services',
    library: 'Library',
    screens: 'Screens',
  },
  first: 'Dossiers in which something is due first',
  inDossier: (label: string) => `in ${label}`,
  soundsAlike: 'sounds alike',
  born: (year: number) => `born in ${year}`,
  more: (n: number) => `and ${n} more`,
  found: (n: number) => (n === 0 ? 'Nothing found' : `${n} found`),
  nothing: 'Nothing found. Try a part of the name, or another word.',
  screens: {
    work: 'Work list',
    dossiers: 'Dossiers',
    'new-dossier': 'New dossier',
    school: 'Something happened at school',
    'social-map': 'Social map',
    bibliotheek: 'Library',
    forms: 'Empty forms on paper',
    settings: 'Settings',
    security: 'Security',
    backup: 'Backup',
    check: 'Check',
    audit: 'Log',
    retention: 'Keeping and erasing',
  },
};
