import type { Input, ReferralView } from '#host/contract.ts';

/** The steps of a referral and where it can stand, as the contract names them. */
export type LoopStep = Input<'referral.step'>['given']['step'];
export type LoopState = ReferralView['shared']['state'];
export type Shared = ReferralView['shared'];
export type KeptStep = ReferralView['steps'][number];
