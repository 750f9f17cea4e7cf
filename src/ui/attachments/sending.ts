import type { Client, Output, Refusal } from '#host/contract.ts';

/** A file on its way to the vault: piece by piece, so that no message is large and the window holds little of it. */

export type List = Output<'attachment.list'>;
export type Attachment = List['attachments'][number];
type About = Pick<Attachment, 'from' | 'on'> & { readonly origin: Attachment['origin'] };
export type Sent =
  | { readonly kind: 'kept'; readonly list: List }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'stopped' };

type Sending = {
  readonly ask: Client;
  readonly dossier: string;
  readonly intent: string;
  readonly file: File;
  readonly piece: number;
  readonly about: About;
  /** Told how far it is, 0 to 1. */
  readonly onProgress: (share: number) => void;
  readonly isStopped: () => boolean;
};

export const send = async ({ ask, dossier, intent, file, piece, about, ...given }: Sending): Promise<Sent> => {
  const begun = await ask('attachment.begin', { dossier, name: file.name, size: file.size, intent });
  if (!begun.ok) return { kind: 'refused', refusal: begun.error };
  for (let from = begun.value.received; from < file.size; ) {
    if (given.isStopped()) {
      await ask('attachment.cancel', { intent });
      return { kind: 'stopped' };
    }
    const bytes = await bytesOf(file.slice(from, from + piece));
    if (bytes === undefined) {
      await ask('attachment.cancel', { intent });
      return { kind: 'unreadable' };
    }
    const taken = await ask('attachment.chunk', { intent, from, bytes });
    if (!taken.ok) return { kind: 'refused', refusal: taken.error };
    from = taken.value.received;
    given.onProgress(from / file.size);
  }
  return finish(ask, dossier, intent, about, false);
};

/** @param asIs - keep it also when nothing can be taken out of it */
export const finish = async (
  ask: Client,
  dossier: string,
  intent: string,
  about: About,
  asIs: boolean,
): Promise<Sent> => {
  const kept = await ask('attachment.finish', { dossier, ...about, asIs, intent });
  return kept.ok ? { kind: 'kept', list: kept.value } : { kind: 'refused', refusal: kept.error };
};

/** Nothing when it cannot be read: it is a folder, or it was taken away meanwhile. */
const bytesOf = async (part: Blob): Promise<Uint8Array | undefined> => {
  try {
    return new Uint8Array(await part.arrayBuffer());
  } catch {
    return undefined;
  }
};

/** All of an attachment, as the window can draw it. */
export const readWhole = async (
  ask: Client,
  dossier: string,
  attachment: string,
): Promise<Uint8Array<ArrayBuffer> | Refusal> => {
  const parts: Uint8Array[] = [];
  for (let from: number | null = 0; from !== null; ) {
    const read: Awaited<ReturnType<typeof ask<'attachment.read'>>> = await ask('attachment.read', {
      dossier,
      attachment,
      from,
    });
    if (!read.ok) return read.error;
    parts.push(read.value.bytes);
    from = read.value.next;
  }
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};
