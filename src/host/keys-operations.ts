import { z } from 'zod';
import { nothing, op, Passphrase, stored } from './operation.ts';
import { Intent } from './views.ts';

/** The ways into the vault: passphrase, recovery sheets, and when it locks by itself. */

/** What makes a passphrase easy to guess; the screen has advice for each. */
export const weaknesses = ['short', 'common', 'name', 'repeat', 'row', 'date', 'few-words'] as const;

export const Judgement = z.object({ enough: z.boolean(), weaknesses: z.array(z.enum(weaknesses)) });
export type Judgement = z.infer<typeof Judgement>;

/** Shortest and longest time without anybody there, in minutes. */
export const lockRange = { min: 1, max: 15 } as const;
export const LockMinutes = z.int().min(lockRange.min).max(lockRange.max);

const Sheet = z.string().max(400);
export const Sheets = z.tuple([Sheet, Sheet]);

const Kit = z.object({ generation: z.number(), made: z.string(), confirmed: z.string().nullable() });

/** How the key store of the account stands; `refused`: it would not lock what it keeps. */
const Account = z.object({ on: z.boolean(), state: z.enum(['ok', 'absent', 'refused', 'failed']) });
export type AccountView = z.infer<typeof Account>;

export const KeysView = z.object({
  vault: z.string(),
  account: Account.describe('Opening with the account of this computer'),
  kit: Kit.nullable(),
  olderKit: z.boolean().describe('An older, confirmed set still opens this vault'),
  kitsGone: z.boolean().describe('Sets were made, and none opens this vault any more'),
  lockMinutes: z.number(),
  lockRange: z.object({ min: z.number(), max: z.number() }),
  person: z.string().describe('Id of the owner, as it stands in the audit'),
  device: z.string().describe('Id of this computer, as it stands in the audit'),
  primitives: z.array(z.object({ family: z.string(), maker: z.string() })),
});
export type KeysView = z.infer<typeof KeysView>;

export const KitView = z.object({
  generation: z.number(),
  vault: z.string(),
  made: z.string(),
  sheets: z.array(z.array(z.string())).describe('The groups of each sheet'),
  asked: z.array(z.number()).describe('For each sheet, the group (from 1) that is typed back'),
});
export type KitView = z.infer<typeof KitView>;

const sheetFailures = [
  'share-mistyped',
  'share-incomplete',
  'share-foreign',
  'share-outdated',
  'share-checksum',
] as const;
export const recoverFailures = [...sheetFailures, 'shares-apart'] as const;

export const keysOperations = {
  /** A passphrase of six words by chance; it is kept nowhere. */
  'access.words': op(nothing, z.string()),
  'access.judge': op(z.strictObject({ passphrase: Passphrase, name: z.string().max(80) }), Judgement),
  /** Which sheets open this vault, told before it is open; and whether the account of this computer does. */
  'access.ways': op(
    nothing,
    z.object({
      kit: Kit.nullable(),
      account: Account.nullable().describe('null: that way is off, and was not asked about'),
    }),
  ),
  /** Holds one typed sheet against this vault; gives its number. */
  'access.sheet': op(z.strictObject({ sheet: Sheet }), z.object({ number: z.number() }), ...sheetFailures),

  'keys.read': op(nothing, KeysView, 'locked'),
  'keys.passphrase': op(
    z.strictObject({ before: Passphrase, after: Passphrase }),
    z.null(),
    'wrong-passphrase',
    'passphrase-too-weak',
    ...stored,
  ),
  /** For when somebody else may know the passphrase: new keys, and only the new passphrase opens. Sheets have to be made anew. */
  'keys.leaked': op(
    z.strictObject({ before: Passphrase, after: Passphrase }),
    KeysView,
    'wrong-passphrase',
    'passphrase-too-weak',
    'passphrase-same',
    'reopen',
    ...stored,
  ),
  /** `lost`: somebody may have the sheets of before, which stop working now. Else they work until the new ones are confirmed. */
  'keys.makeKit': op(
    z.strictObject({ passphrase: Passphrase, lost: z.boolean() }),
    KitView,
    'wrong-passphrase',
    ...stored,
  ),
  /** What the asked groups are on paper. */
  'keys.confirmKit': op(
    z.strictObject({ groups: z.array(z.string().max(20)).length(3) }),
    KeysView,
    'no-kit',
    'kit-differs',
    ...stored,
  ),
  /** From now on whoever controls the account of this computer, while it is unlocked, can open the vault. */
  'keys.accountOn': op(
    z.strictObject({ passphrase: Passphrase }),
    KeysView,
    'wrong-passphrase',
    'no-key-store',
    ...stored,
  ),
  'keys.accountOff': op(nothing, KeysView, ...stored),
  'keys.lockMinutes': op(z.strictObject({ minutes: LockMinutes, intent: Intent }), KeysView, ...stored),
} as const;
