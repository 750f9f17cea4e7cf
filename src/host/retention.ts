import { join } from 'node:path';
import { dutch } from '#core/calendar.ts';
import { erasureCertificate } from '#core/erasure-certificate.ts';
import { letterFileName } from '#core/letter.ts';
import { fail, ok } from '#core/result.ts';
import { byStanding, isHeld, type Kept, type RetentionContent, standingOf } from '#core/retention.ts';
import { forgetInBackups } from '#vault/backup-generations.ts';
import { type EraseFailure, eraseDossier, erasures, finishErasures } from '#vault/erase.ts';
import type { Tombstone } from '#vault/tombstone.ts';
import { backupPlaces } from './backup.ts';
import type { Handlers } from './contract.ts';
import type { Desk, OpenDossier } from './desk.ts';
import { officeOf } from './office.ts';
import { DossierRowData, dossierId, storeFailure } from './open-vault.ts';
import { placeFor, writeNew } from './outside-place.ts';
import type { ErasureView, RetentionView } from './retention-operations.ts';

/** Keeping and erasing: the term of each dossier, what holds it, and the end of it. */

type Names = 'retention.list' | 'retention.read' | 'retention.decide' | 'retention.hold' | 'retention.release';
type Options = { readonly assetsFolder: string; readonly vaultFolder: string };

/** What draws papers is slow to load, and seldom asked for. */
const papers = () => import('#documents/referral-pdf.tsx');

const today = (desk: Desk): string => dutch(Date.parse(desk.now())).slice(0, 10);
const dayOf = (at: string): string => (at === '' ? '' : dutch(Date.parse(at)).slice(0, 10));
const whoWorksHere = (desk: Desk): string => {
  const office = officeOf(desk);
  return (office.ok ? office.value.data.sender?.name : undefined) ?? desk.vault()?.name ?? '';
};

const keptOf = ({ retention, openedAt }: DossierRowData): Kept => ({
  held: retention.held,
  term: retention.term,
  from: retention.from,
  lastChange: dayOf(retention.changedAt === '' ? openedAt : retention.changedAt),
  youngest: retention.youngest,
});

const erasureView = ({ log, at, reason, by, reached, notReached, finished }: Tombstone): ErasureView => {
  const moments = (all: Tombstone['reached']) =>
    all.map(({ name, at: made }) => ({ name, at: dutch(Date.parse(made)) }));
  return {
    ...{ dossier: log, at: dutch(Date.parse(at)), reason, by },
    ...{ reached: moments(reached), notReached: moments(notReached), finished },
  };
};

const eraseFailure = (error: EraseFailure) =>
  error.kind === 'on-hold' ? ({ kind: 'on-hold' } as const) : storeFailure(error);

/** Two ways of typing one name are one name: marks that stand apart, spaces around it or twice. */
const asTyped = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ');

export const retention = (
  desk: Desk,
  { assetsFolder, vaultFolder }: Options,
): Pick<Handlers, Names | 'dossier.erase' | 'erasure.certificate'> => {
  const { terms, source } = desk.library.resources.retention;

  const viewOf = (open: OpenDossier): RetentionView => {
    const row = desk
      .vault()
      ?.rows()
      .find(({ dossier }) => dossier === open.id)?.row;
    const kept = DossierRowData.safeParse(row);
    const { hold, decided } = open.dossier.retention;
    const moment = (at: string): string => dutch(Date.parse(at));
    return {
      dossier: open.id,
      label: open.dossier.label,
      lastChange: kept.success ? keptOf(kept.data).lastChange : '',
      standing: kept.success ? standingOf(keptOf(kept.data), terms, today(desk)) : { kind: 'undecided' },
      hold: hold && { ...hold, at: moment(hold.at) },
      decided: decided && { ...decided, at: moment(decided.at) },
      terms: [...terms],
      today: today(desk),
    };
  };

  const write = async (dossier: string, content: RetentionContent, intent: string, action: string) => {
    const open = await desk.read(dossier, '');
    if (!open.ok) return open;
    const written = await desk.append(open.value, [content], intent, action);
    return written.ok ? ok(viewOf(written.value)) : written;
  };

  return {
    'retention.list': async () => {
      const vault = desk.vault();
      if (vault === undefined) return fail({ kind: 'locked' });
      const gone = await erasures(vault);
      if (!gone.ok) return fail({ kind: 'locked' });
      const dossiers = vault.rows().flatMap(({ dossier, row }) => {
        const read = DossierRowData.safeParse(row);
        if (!read.success) return [];
        const kept = keptOf(read.data);
        return [
          {
            dossier,
            label: read.data.label,
            lastChange: kept.lastChange,
            term: terms.find(({ id }) => id === kept.term)?.label ?? null,
            standing: standingOf(kept, terms, today(desk)),
          },
        ];
      });
      return ok({
        source,
        dossiers: dossiers.toSorted((a, b) => byStanding(a.standing, b.standing) || a.label.localeCompare(b.label)),
        erased: gone.value.map(erasureView).toReversed(),
      });
    },

    'retention.read': async ({ dossier }) => {
      const open = await desk.read(dossier, 'retention.read');
      return open.ok ? ok(viewOf(open.value)) : open;
    },

    'retention.decide': async ({ dossier, term, from, intent }) => {
      const chosen = terms.find(({ id }) => id === term);
      if (chosen === undefined) return fail({ kind: 'unknown-term' });
      const asked = chosen.counts === 'given-date';
      if (asked && (from === null || from > today(desk))) return fail({ kind: 'moment-refused' });
      const day = asked ? from : null;
      const content = { kind: 'retention-decided', term, from: day, by: whoWorksHere(desk) } as const;
      return write(dossier, content, intent, 'retention.decide');
    },

    'retention.hold': async ({ dossier, reason, intent }) =>
      write(dossier, { kind: 'retention-held', reason, by: whoWorksHere(desk) }, intent, 'retention.hold'),

    'retention.release': async ({ dossier, reason, intent }) =>
      write(dossier, { kind: 'retention-released', reason, by: whoWorksHere(desk) }, intent, 'retention.release'),

    'dossier.erase': async ({ dossier, name, reason }) => {
      const vault = desk.vault();
      if (vault === undefined) return fail({ kind: 'locked' });
      const gone = await erasures(vault);
      const had = gone.ok ? gone.value.find(({ log }) => log === dossier) : undefined;
      if (had !== undefined) return ok(erasureView(had));
      const open = await desk.read(dossier, '');
      if (!open.ok) return open;
      if (asTyped(name) !== asTyped(open.value.dossier.label)) return fail({ kind: 'name-differs' });
      const erased = await eraseDossier(vault, open.value.id, {
        ...{ reason, by: whoWorksHere(desk) },
        audit: { action: 'erase.dossier', object: { kind: 'dossier' } },
        held: (entries) => isHeld(entries.map(({ content }) => content)),
        inBackups: forgetInBackups(backupPlaces(desk)),
      });
      if (!erased.ok) return fail(eraseFailure(erased.error));
      desk.drop(open.value.id);
      // what is left needs no one to wait for it; the walk that the erasure ended begins again behind it
      void finishErasures(vault).then(() => vault.verify());
      return ok(erasureView(erased.value.tombstone));
    },

    'erasure.certificate': async ({ dossier, folder }) => {
      const vault = desk.vault();
      const id = dossierId(dossier);
      if (vault === undefined) return fail({ kind: 'locked' });
      const gone = await erasures(vault);
      const tombstone = gone.ok ? gone.value.find(({ log }) => log === dossier) : undefined;
      if (tombstone === undefined || !id.ok) return fail({ kind: 'unknown-erasure' });
      const place = await placeFor(folder, vaultFolder);
      if (!place.ok) return place;
      const office = officeOf(desk);
      const sender = office.ok ? office.value.data.sender : null;
      const on = dutch(Date.parse(desk.now()));
      const paper = erasureCertificate(erasureView(tombstone), { vault: vault.name, sender, on });
      const { drawLetter } = await papers();
      const drawn = await drawLetter(paper, { fontsFolder: join(assetsFolder, 'fonts') });
      if (!drawn.ok) return fail({ kind: 'letter-failed', at: drawn.error.at });
      // noted before it is written: what is not in the audit must not lie about outside the vault
      const noted = await vault.note({ action: 'erase.certificate', object: { kind: 'certificate' } }, id.value);
      if (!noted.ok) {
        const { kind, ...more } = storeFailure(noted.error);
        return fail({ kind: kind === 'unknown-dossier' ? 'unknown-erasure' : kind, ...more });
      }
      const path = join(place.value, letterFileName(paper, on));
      const written = await writeNew(path, drawn.value);
      return written.ok ? ok({ path }) : written;
    },
  };
};
