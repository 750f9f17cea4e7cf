import { z } from 'zod';
import type { Result } from '#core/result.ts';
import { fileNamedIn, type SealedFile } from './attachment.ts';
import { type Devices, openEnvelope, openedLink, type Place, verifiersOf } from './chain.ts';
import type { Damage } from './damage.ts';
import { documentTerm } from './head.ts';
import { parsedOrNothing } from './json.ts';
import type { Log } from './log.ts';
import type { Primitives } from './primitives.ts';
import { Envelope } from './seal.ts';

/** What a walk over everything learns of each record by itself, in a form that passes from one thread to another. */

/** A record as it lies in the store; no text when the store leads to none. */
export type Closed = { readonly id: string; readonly text: string | undefined };

/** Records to open. `log` is a place in `logs`; without one, no key is known; `erased`: what it says is nobody's any more. */
export type Asked = {
  readonly logs: readonly Log[];
  readonly records: readonly (Closed & { readonly log: number | undefined; readonly erased: boolean })[];
};

export type OpenedRecord = {
  /** What it adds to the sum in the head; nothing when it is no envelope. */
  readonly term: bigint | undefined;
  /** Its place in its chain, or what is wrong with it. Nothing when its dossier is erased. */
  readonly link: Result<Place, Damage> | undefined;
  /** The entries that a line of the audit says were written with it. */
  readonly mentioned: { readonly dossier: string; readonly entries: readonly string[] } | undefined;
  /** The attachment that an entry names. */
  readonly file: SealedFile | undefined;
};

/** What is needed besides the keys of the logs. */
export type OpenerSetup = { readonly headKey: Uint8Array; readonly devices: Devices };
export type Opener = (asked: Asked) => readonly OpenedRecord[];

const Mentioned = z.object({ dossier: z.string().default(''), entries: z.array(z.string()).default([]) });

export const recordOpener = (p: Primitives, { headKey, devices }: OpenerSetup): Opener => {
  const verifiers = verifiersOf(p, devices);
  return ({ logs, records }) =>
    records.map(({ id, text, log: place, erased }): OpenedRecord => {
      const log = place === undefined ? undefined : logs[place];
      const envelope = Envelope.safeParse(parsedOrNothing(text)).data;
      const term = envelope && documentTerm(p, headKey, id, envelope._rev);
      const nothing = { term, mentioned: undefined, file: undefined };
      if (erased) return { ...nothing, link: undefined };
      const opened = openedLink(openEnvelope(p, log, verifiers, id, envelope));
      if (!opened.ok) return { ...nothing, link: opened };
      const { body, ...link } = opened.value;
      return {
        term,
        link: { ok: true, value: link },
        mentioned: log?.kind === 'audit' ? Mentioned.safeParse(body).data : undefined,
        file: log?.kind === 'dossier' ? fileNamedIn(body) : undefined,
      };
    });
};
