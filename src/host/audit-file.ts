import { createHash } from 'node:crypto';
import type { AuditRecord } from '#vault/audit.ts';

/**
 * The audit as a file for whoever oversees it. Every line carries SHA-256 over the link before it, a line feed, and its own text
 * without that link: a line that was taken out, changed or put in breaks what follows. The last link stands in the audit.
 */

export type AuditFormat = 'csv' | 'json';

/** The link before the first line. */
const first = '0'.repeat(64);

/** Columns of the table and how each is read; in the order of NEN 7513: event, when, who, why, about what, outcome, source. */
const columns: readonly (readonly [name: string, of: (line: AuditRecord) => string])[] = [
  ['volgnummer', ({ sequence }) => String(sequence)],
  ['regel', ({ id }) => id],
  ['moment', ({ at }) => at],
  ['gebeurtenis', ({ action }) => action],
  ['persoon', ({ person }) => person ?? ''],
  ['rol', ({ role }) => role ?? ''],
  ['apparaat', ({ device }) => device],
  ['grond', ({ authority }) => authority ?? ''],
  ['doel', ({ purpose }) => purpose ?? ''],
  ['dossier', ({ dossier, dossiers }) => dossier ?? dossiers?.join(' ') ?? ''],
  ['onderwerp', ({ object }) => (object === undefined ? '' : [object.kind, object.id ?? ''].join(' ').trim())],
  ['vastgelegd', ({ entries }) => entries?.join(' ') ?? ''],
  ['uitkomst', ({ result }) => result ?? ''],
  ['bron', ({ source }) => source ?? ''],
  ['bijzonderheden', ({ details }) => (details === undefined ? '' : JSON.stringify(details))],
  ['schade', ({ damage }) => damage?.map(({ kind }) => kind).join(' ') ?? ''],
];

/** A cell that a spreadsheet would take for a formula is made text (OWASP, CSV injection). */
const cell = (text: string): string => `"${text.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;

const link = (before: string, text: string): string =>
  createHash('sha256').update(before).update('\n').update(text).digest('hex');

export type AuditWriter = {
  readonly begin: string;
  /** The text of one more line. */
  readonly line: (record: AuditRecord) => string;
  readonly end: () => string;
  /** How many lines so far, and the last link. */
  readonly state: () => { readonly lines: number; readonly chain: string };
};

const about = {
  what: 'Logboek van een kluis van Baken (NEN 7513)',
  chain: 'keten = SHA-256 (hex) van: keten van de regel ervoor, een regeleinde (LF), en de regel zelf zonder keten',
  first,
};

export const auditWriter = (format: AuditFormat): AuditWriter => {
  let lines = 0;
  let chain = first;
  const next = (text: string): string => {
    lines += 1;
    chain = link(chain, text);
    return chain;
  };
  const state = () => ({ lines, chain });
  return format === 'csv'
    ? {
        // the mark at the start makes spreadsheets read it as UTF-8
        begin: `\ufeff${[...columns.map(([name]) => name), 'keten'].map(cell).join(';')}\r\n`,
        line: (record) => {
          const text = columns.map(([, of]) => cell(of(record))).join(';');
          return `${text};${cell(next(text))}\r\n`;
        },
        end: () => '',
        state,
      }
    : {
        begin: `{"about":${JSON.stringify(about)},"lines":[`,
        line: (record) => {
          const text = JSON.stringify(record);
          const comma = lines === 0 ? '' : ',';
          return `${comma}\n{"line":${text},"keten":"${next(text)}"}`;
        },
        end: () => `\n],"count":${lines},"last":"${chain}"}\n`,
        state,
      };
};
