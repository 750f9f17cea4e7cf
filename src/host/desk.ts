import type { Library } from '#core/assess.ts';
import { compile, type Guide, type Replayed, replay } from '#core/compile.ts';
import { type Assessment, Content, type Dossier, type Entry, fold } from '#core/dossier.ts';
import type { Pack } from '#core/pack.ts';
import { fail, ok, type Result } from '#core/result.ts';
import type { DossierId, StoredEntry } from '#vault/entry.ts';
import type { OpenVault } from '#vault/vault.ts';
import type { DamageView } from './damage-kinds.ts';
import { damageViews } from './damage-view.ts';
import { asJson, dossierId, type StoreFailure, storeFailure } from './open-vault.ts';

/** What the services share: the vault that is open, the dossiers read from it, the library and the clock. */

export type OpenDossier = {
  readonly id: DossierId;
  readonly entries: readonly Entry[];
  readonly dossier: Dossier;
  readonly damage: readonly DamageView[];
};

/** Dossiers kept folded; a work day touches few, and the record itself is always on disk. */
const kept = 8;

export type Desk = {
  readonly library: Library;
  readonly now: () => string;
  readonly newId: () => string;
  readonly vault: () => OpenVault | undefined;
  readonly read: (key: string, action: string) => Promise<Result<OpenDossier, StoreFailure>>;
  readonly append: (
    open: OpenDossier,
    contents: readonly Content[],
    intent: string,
    action: string,
  ) => Promise<Result<OpenDossier, StoreFailure>>;
  readonly create: (
    contents: readonly Content[],
    intent: string,
    action: string,
  ) => Promise<Result<OpenDossier, StoreFailure>>;
  /** Forgets a dossier that was erased. */
  readonly drop: (id: DossierId) => void;
  readonly guide: (pack: Pack) => Guide;
  /** Where an assessment stands; goes on from where it was last asked, when the record only grew since. */
  readonly replayed: (assessment: Assessment, pack: Pack) => Replayed;
};

const locked: StoreFailure = { kind: 'locked' };

export const createDesk = (
  given: Pick<Desk, 'library' | 'now' | 'newId' | 'vault'>,
): Desk & { readonly forget: () => void } => {
  const open = new Map<string, OpenDossier>();
  const guides = new Map<string, Guide>();
  const guide: Desk['guide'] = (pack) => {
    const had = guides.get(pack.name) ?? compile(pack);
    guides.set(pack.name, had);
    return had;
  };
  /** The last replays, by assessment: after how many events, and the entry of the last of them. */
  const replays = new Map<string, { readonly count: number; readonly entry: string; readonly replayed: Replayed }>();
  const replayed: Desk['replayed'] = ({ id, events, taken, laws }, pack) => {
    const had = replays.get(id);
    const before = had !== undefined && events[had.count - 1]?.entry === had.entry ? had : undefined;
    const later = events.slice(before?.count ?? 0).map(({ event }) => event);
    const known = Object.fromEntries(Object.entries(taken).map(([item, { value }]) => [item, value]));
    const now = replay(guide(pack), later, before?.replayed, { ...known, ...laws });
    const entry = events.at(-1)?.entry;
    replays.delete(id);
    if (entry !== undefined) replays.set(id, { count: events.length, entry, replayed: now });
    const [oldest] = replays.keys();
    if (replays.size > kept && oldest !== undefined) replays.delete(oldest);
    return now;
  };
  /** Dossiers made for an intent whose first entry was not acknowledged, so that a retry does not make another. */
  const begun = new Map<string, DossierId>();

  const keep = (dossier: OpenDossier): OpenDossier => {
    open.delete(dossier.id);
    open.set(dossier.id, dossier);
    const [oldest] = open.keys();
    if (open.size > kept && oldest !== undefined) open.delete(oldest);
    return dossier;
  };

  const entryOf = (stored: StoredEntry): Entry | DamageView => {
    const content = Content.safeParse(stored.content);
    return content.success
      ? { id: stored.id, at: stored.at, content: content.data }
      : { kind: 'not-understood', document: stored.id, dossier: stored.dossier, label: null };
  };

  const read: Desk['read'] = async (key, action) => {
    const vault = given.vault();
    if (vault === undefined) return fail(locked);
    const id = dossierId(key);
    if (!id.ok) return id;
    const had = open.get(id.value);
    if (had !== undefined && action === '') return ok(had);
    const stored = await vault.read(id.value, action === '' ? undefined : { action });
    if (!stored.ok) return fail(storeFailure(stored.error));
    const read = stored.value.entries.map(entryOf);
    const entries = read.filter((one): one is Entry => 'content' in one);
    const strange = read.filter((one): one is DamageView => 'document' in one);
    const damage = damageViews(vault, stored.value.damage);
    return ok(keep({ id: id.value, entries, dossier: fold(entries), damage: [...damage, ...strange] }));
  };

  const write = async (
    vault: OpenVault,
    id: DossierId,
    before: readonly Entry[],
    damage: readonly DamageView[],
    contents: readonly Content[],
    intent: string,
    action: string,
  ): Promise<Result<OpenDossier, StoreFailure>> => {
    const written = await vault.appendAll(id, contents.map(asJson), { intent, audit: { action } });
    if (!written.ok) return fail(storeFailure(written.error));
    const known = new Set(before.map((entry) => entry.id));
    const fresh = written.value
      .filter((entry) => !known.has(entry.id))
      .map(entryOf)
      .filter((one): one is Entry => 'content' in one);
    const entries = [...before, ...fresh];
    return ok(keep({ id, entries, dossier: fold(entries), damage }));
  };

  return {
    ...given,
    read,
    append: async (dossier, contents, intent, action) => {
      const vault = given.vault();
      return vault === undefined
        ? fail(locked)
        : write(vault, dossier.id, dossier.entries, dossier.damage, contents, intent, action);
    },
    create: async (contents, intent, action) => {
      const vault = given.vault();
      if (vault === undefined) return fail(locked);
      const had = begun.get(intent);
      const made = had === undefined ? await vault.newDossier({ action }) : ok(had);
      if (!made.ok) return fail(storeFailure(made.error));
      begun.set(intent, made.value);
      const before = open.get(made.value);
      return write(vault, made.value, before?.entries ?? [], [], contents, intent, action);
    },
    drop: (id) => {
      open.delete(id);
      replays.clear();
    },
    guide,
    replayed,
    forget: () => {
      open.clear();
      begun.clear();
      replays.clear();
    },
  };
};
