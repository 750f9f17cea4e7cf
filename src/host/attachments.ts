import { join } from 'node:path';
import type { Attachment } from '#core/attachment.ts';
import { cleanedName } from '#core/attachment-name.ts';
import { dutch } from '#core/calendar.ts';
import type { Content, Dossier } from '#core/dossier.ts';
import { pictureTypes } from '#core/pictures/picture.ts';
import { fail, ok, type Result } from '#core/result.ts';
import { largestAttachment, SealedFile } from '#vault/attachment.ts';
import { type Named, readAttachment } from '#vault/attachment-reading.ts';
import { EntryId } from '#vault/entry.ts';
import { type AttachmentView, pieceLength } from './attachment-operations.ts';
import type { Handlers, Output } from './contract.ts';
import type { Desk, OpenDossier } from './desk.ts';
import { officeOf } from './office.ts';
import { asJsonObject, type StoreFailure, storeFailure } from './open-vault.ts';
import { placeFor, writeNewInParts } from './outside-place.ts';
import { beginUpload, inMegabytes, type Upload } from './upload.ts';

/** Files in a dossier: taken in, listed, shown page by page, copied out with a word in the audit, withdrawn. */

type Names = 'list' | 'begin' | 'chunk' | 'finish' | 'cancel' | 'read' | 'saveCopy' | 'withdraw';
type Found = { readonly attachment: Attachment; readonly named: Named; readonly open: OpenDossier };
type List = Output<'attachment.list'>;

const shownAs = (type: string): AttachmentView['shown'] =>
  pictureTypes.some((each) => each === type) ? 'picture' : type === 'application/pdf' ? 'pdf' : null;

const whoWorksHere = (desk: Desk): string => {
  const office = officeOf(desk);
  return (office.ok ? office.value.data.sender?.name : undefined) ?? desk.vault()?.name ?? '';
};

const listOf = (desk: Desk, { dossier }: OpenDossier): List => {
  return {
    attachments: dossier.attachments.toReversed().map((one) => {
      const sealed = SealedFile.safeParse(one.sealed);
      return {
        attachment: one.attachment,
        name: one.name,
        type: one.type,
        shown: shownAs(one.type),
        size: sealed.data?.size ?? 0,
        sha256: sealed.data?.plainSha256 ?? '',
        origin: one.origin,
        from: one.from,
        on: one.on,
        traces: one.traces,
        addedAt: dutch(Date.parse(one.at)),
        addedBy: one.by,
        withdrawn:
          one.withdrawn === null ? null : { at: dutch(Date.parse(one.withdrawn.at)), reason: one.withdrawn.reason },
      };
    }),
    today: dutch(Date.parse(desk.now())).slice(0, 10),
    largest: largestAttachment,
    piece: pieceLength,
  };
};

export const attachmentTimeline = ({ attachments }: Pick<Dossier, 'attachments'>) =>
  attachments.flatMap(({ name, at, withdrawn }) => [
    { at, kind: 'bijlage', text: `Bijlage toegevoegd: ${name}` },
    ...(withdrawn === null
      ? []
      : [{ at: withdrawn.at, kind: 'bijlage', text: `Bijlage ingetrokken: ${name}. ${withdrawn.reason}` }]),
  ]);

const find = async (
  desk: Desk,
  dossier: string,
  attachment: string,
): Promise<Result<Found, StoreFailure | { readonly kind: 'unknown-attachment' }>> => {
  const open = await desk.read(dossier, '');
  if (!open.ok) return open;
  const found = open.value.dossier.attachments.find((one) => one.attachment === attachment);
  const sealed = SealedFile.safeParse(found?.sealed);
  if (found === undefined || !sealed.success) return fail({ kind: 'unknown-attachment' });
  const named = { dossier: open.value.id, entry: EntryId.parse(found.entry), sealed: sealed.data };
  return ok({ attachment: found, named, open: open.value });
};

export const attachments = (
  desk: Desk,
  vaultFolder: string,
): { readonly handlers: Pick<Handlers, `attachment.${Names}`>; readonly forget: () => Promise<void> } => {
  let current: { readonly intent: string; readonly upload: Upload } | undefined;

  const forget = async (): Promise<void> => {
    const had = current;
    current = undefined;
    await had?.upload.drop();
  };

  const handlers: Pick<Handlers, `attachment.${Names}`> = {
    'attachment.list': async ({ dossier }) => {
      const open = await desk.read(dossier, 'attachment.list');
      return open.ok ? ok(listOf(desk, open.value)) : open;
    },

    'attachment.begin': async ({ dossier, name, size, intent }) => {
      const vault = desk.vault();
      if (vault === undefined) return fail({ kind: 'locked' });
      if (size > largestAttachment)
        return fail({ kind: 'attachment-too-large', expected: inMegabytes(largestAttachment) });
      const open = await desk.read(dossier, '');
      if (!open.ok) return open;
      if (open.value.dossier.attachments.some((one) => one.attachment === intent)) return ok({ received: size });
      if (current?.intent === intent) return ok({ received: current.upload.received() });
      await forget();
      const begun = await beginUpload(vault, open.value.id, cleanedName(name));
      if (!begun.ok) return begun;
      current = { intent, upload: begun.value };
      return ok({ received: 0 });
    },

    'attachment.chunk': async ({ intent, from, bytes }) => {
      if (current?.intent !== intent) return fail({ kind: desk.vault() === undefined ? 'locked' : 'attachment-lost' });
      const { upload } = current;
      if (from > upload.received()) return fail({ kind: 'attachment-lost' });
      const fresh = bytes.subarray(upload.received() - from); // a retry sends again what has come in
      const added = fresh.length === 0 ? ok(null) : await upload.add(fresh);
      if (added.ok) return ok({ received: upload.received() });
      await forget();
      const { error } = added;
      return error.kind === 'unknown-dossier'
        ? fail({ kind: 'attachment-lost' })
        : fail({ ...error, kind: error.kind });
    },

    'attachment.finish': async ({ dossier, origin, from, on, asIs, intent }) => {
      const open = await desk.read(dossier, '');
      if (!open.ok) return open;
      if (open.value.dossier.attachments.some((one) => one.attachment === intent)) return ok(listOf(desk, open.value));
      if (current?.intent !== intent || current.upload.dossier !== open.value.id)
        return fail({ kind: 'attachment-lost' });
      if (on !== null && on > dutch(Date.parse(desk.now())).slice(0, 10)) return fail({ kind: 'moment-refused' });
      const { upload } = current;
      const taken = await upload.finish(asIs);
      if (!taken.ok) {
        if (taken.error.kind !== 'attachment-keeps-data') await forget();
        return taken;
      }
      const { sealed, type, traces } = taken.value;
      const content: Content = {
        kind: 'attachment-added',
        attachment: intent,
        name: upload.name,
        type,
        origin,
        from,
        on,
        traces,
        by: whoWorksHere(desk),
        sealed: asJsonObject(sealed),
      };
      const written = await desk.append(open.value, [content], intent, 'attachment.add');
      if (!written.ok) return written; // the file waits for its entry; a later walk sweeps it when that never comes
      current = undefined;
      return ok(listOf(desk, written.value));
    },

    'attachment.cancel': async ({ intent }) => {
      if (current?.intent === intent) await forget();
      return ok(null);
    },

    'attachment.read': async ({ dossier, attachment, from }) => {
      const vault = desk.vault();
      if (vault === undefined) return fail({ kind: 'locked' });
      const found = await find(desk, dossier, attachment);
      if (!found.ok) return found;
      const { named } = found.value;
      const at = from - (from % pieceLength);
      const audit = at === 0 ? { audit: { action: 'attachment.read' } } : {};
      const read = await readAttachment(vault, named, { from: at, most: pieceLength, ...audit });
      if (!read.ok) return fail(storeFailure(read.error));
      const next = at + pieceLength;
      return ok({ bytes: read.value.subarray(from - at), next: next < named.sealed.size ? next : null });
    },

    'attachment.saveCopy': async ({ dossier, attachment, folder }) => {
      const vault = desk.vault();
      if (vault === undefined) return fail({ kind: 'locked' });
      const found = await find(desk, dossier, attachment);
      if (!found.ok) return found;
      const place = await placeFor(folder, vaultFolder);
      if (!place.ok) return place;
      const { named, open } = found.value;
      const path = join(place.value, found.value.attachment.name);
      const copied = await writeNewInParts<StoreFailure>(path, async (write) => {
        for (let from = 0; from < named.sealed.size; from += pieceLength) {
          const read = await readAttachment(vault, named, { from, most: pieceLength });
          if (!read.ok) return fail(storeFailure(read.error));
          await write(read.value);
          read.value.fill(0);
        }
        // what is not in the audit must not lie about outside the vault
        const noted = await vault.note({ action: 'attachment.export' }, open.id);
        return noted.ok ? noted : fail(storeFailure(noted.error));
      });
      return copied.ok ? ok({ path }) : copied;
    },

    'attachment.withdraw': async ({ dossier, attachment, reason, intent }) => {
      const found = await find(desk, dossier, attachment);
      if (!found.ok) return found;
      if (found.value.attachment.withdrawn !== null) return ok(listOf(desk, found.value.open));
      const content: Content = { kind: 'attachment-withdrawn', attachment, reason };
      const written = await desk.append(found.value.open, [content], intent, 'attachment.withdraw');
      return written.ok ? ok(listOf(desk, written.value)) : written;
    },
  };
  return { handlers, forget };
};
