import { fail, ok, type Result } from '#core/result.ts';
import { checkedOn, standsAs } from '#core/social-map.ts';
import type { DossierId } from '#vault/entry.ts';
import type { OpenVault } from '#vault/vault.ts';
import type { Handlers } from './contract.ts';
import type { Desk } from './desk.ts';
import { asJson, emptyOffice, type OfficeContent, OfficeRowData, vaultFailure } from './open-vault.ts';
import type { Provider } from './views.ts';

/** What belongs to the worker and the team, not to a dossier: who sends letters, and the services of the own region. */

type Office = { readonly id: DossierId | undefined; readonly data: OfficeRowData };

/** Where an open vault keeps it, or that there is none yet. Asked for with every call, so it is looked for once. */
const places = new WeakMap<OpenVault, { readonly id: DossierId | undefined }>();

const placeOf = (vault: OpenVault): DossierId | undefined => {
  const known = places.get(vault);
  if (known !== undefined) return known.id;
  const id = vault.rows().find(({ row }) => row.kind === 'office')?.dossier;
  places.set(vault, { id });
  return id;
};

export const officeOf = (desk: Desk): Result<Office, { readonly kind: 'locked' }> => {
  const vault = desk.vault();
  if (vault === undefined) return fail({ kind: 'locked' });
  const id = placeOf(vault);
  const data = id === undefined ? undefined : OfficeRowData.safeParse(vault.rowOf(id)).data;
  return ok(data === undefined ? { id: undefined, data: emptyOffice } : { id, data });
};

/** Minutes that were chosen here; nothing when nobody did or the vault is locked. */
export const lockMinutesOf = (desk: Desk): number | undefined => {
  const found = officeOf(desk);
  return found.ok ? (found.value.data.lockMinutes ?? undefined) : undefined;
};

type OfficeFailure = { readonly kind: 'locked' | 'damaged' | 'read-only' | 'disk-full' | 'not-saved' };

/** Puts something of the team in the record; gives how the team stands after it. */
export const writeOffice = async (
  desk: Desk,
  content: OfficeContent,
  intent: string,
): Promise<Result<OfficeRowData, OfficeFailure>> => {
  const vault = desk.vault();
  const office = officeOf(desk);
  if (!office.ok || vault === undefined) return fail({ kind: 'locked' });
  const made = office.value.id === undefined ? await vault.newDossier({ action: 'office.open' }) : ok(office.value.id);
  if (!made.ok) return fail(vaultFailure(made.error));
  places.set(vault, { id: made.value });
  const written = await vault.append(made.value, asJson(content), { intent, audit: { action: content.kind } });
  if (!written.ok) return fail(vaultFailure(written.error));
  const after = officeOf(desk);
  return after.ok ? ok(after.value.data) : after;
};

/** The services of the own region as a letter names them; those that were withdrawn are not named. */
export const providersOf = ({ services }: OfficeRowData): Provider[] =>
  services
    .filter(({ withdrawn }) => withdrawn === null)
    .map((kept) => {
      const { name, phone, forWhom, expertise } = standsAs(kept);
      return { name, phone, audience: forWhom, expertise, checkedOn: checkedOn(kept) };
    });

export const office = (desk: Desk): Pick<Handlers, 'office.read' | 'office.sender'> => ({
  'office.read': async () => {
    const found = officeOf(desk);
    return found.ok ? ok({ sender: found.value.data.sender }) : found;
  },

  'office.sender': async ({ sender, intent }) => {
    const written = await writeOffice(desk, { kind: 'office-sender', sender }, intent);
    return written.ok ? ok(written.value.sender ?? sender) : written;
  },
});
