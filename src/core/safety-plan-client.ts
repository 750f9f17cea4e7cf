import type { Dossier, Person } from './dossier.ts';
import { withoutReach } from './inzage.ts';
import { keptApart, namesToHide } from './kept-apart.ts';
import { withoutNames } from './referral.ts';
import type { KeepingForm, PlanVersion, SafetyStep } from './safety-plan.ts';
import type { Address, Proposal, SafetyPlanContent } from './safety-plan-content.ts';

/**
 * The plan as the person may take it along: their own steps in plain words, numbers and the code word. No name, no address, no
 * word of the trade, nothing of the record. A step that holds such a thing is not cut up: it stays out until it is worded anew.
 */

export type PaperInput = {
  readonly version: PlanVersion;
  readonly content: SafetyPlanContent;
  readonly address: Address;
  readonly form: Exclude<KeepingForm, 'niets'>;
  readonly withCode: boolean;
  /** Steps that the person does not want on paper. */
  readonly leftOut: readonly string[];
  readonly dossier: Pick<Dossier, 'persons' | 'facts'>;
  readonly person: Pick<Person, 'id'>;
  /** Numbers of all services that have one, by id. */
  readonly phones: ReadonlyMap<string, string>;
  /** The number of the professional, when it may go along. */
  readonly own: string | null;
  /** What services are called, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** The day it is made, as `2026-11-23`. */
  readonly on: string;
};

type Held = {
  readonly why: 'name' | 'place' | 'word';
  /** What is wrong with a word. */
  readonly told: string | null;
};
/** @property step - null: the code word */
export type HeldBack = Held & { readonly step: string | null; readonly text: string };

export type PaperLine = { readonly text: string; readonly who: string | null; readonly until: string | null };

export type Paper = {
  readonly form: Exclude<KeepingForm, 'niets'>;
  readonly title: string;
  readonly sections: readonly { readonly heading: string; readonly lines: readonly PaperLine[] }[];
  readonly code: string | null;
  readonly numbers: readonly { readonly label: string; readonly phone: string }[];
};

/** A step that still has the words of its proposal is said in the way that was chosen; own words stay as they are. */
export const inAddress = (text: string, proposal: Proposal | undefined, address: Address): string =>
  proposal !== undefined && (text === proposal.u || text === proposal.jij) ? proposal[address] : text;

/** Neutral on purpose: a title is what is read first by who finds it. */
const titles = { blad: 'Mijn afspraken', kaartje: 'Nummers' } as const;

type Guarded = Pick<PaperInput, 'content' | 'dossier' | 'person' | 'phones' | 'on'>;

/** Tells why a text may not go along, or null when it may. Too much is held back rather than too little. */
export const guard = ({ content, dossier, person, phones, on }: Guarded): ((text: string) => Held | null) => {
  const everywhere = keptApart(dossier, { person: null, everyHome: true, ownReach: false, on });
  const apart = keptApart(dossier, { person: person.id, everyHome: true, ownReach: false, on });
  const hidden = namesToHide(dossier);
  const words = content.notForClient.map(({ says, exact, why }) => ({
    why,
    pattern: new RegExp(says, exact ? 'u' : 'iu'),
  }));
  // longest first, so that no part of a number stays behind
  const known = [...phones.values()].toSorted((a, b) => b.length - a.length);
  return (text) => {
    const given = text.normalize('NFC');
    // a number of a service leads to nobody, and a name with a number behind it looks like a house
    const plain = known.reduce((left, phone) => left.replaceAll(phone, '…'), given);
    if (withoutReach(everywhere.without(apart.without(plain))) !== plain) return { why: 'place', told: null };
    // also the name of whose plan it is: who finds the paper must not know whose it is
    if (withoutNames(plain, hidden) !== plain) return { why: 'name', told: null };
    const word = words.find(({ pattern }) => pattern.test(plain));
    return word === undefined ? null : { why: 'word', told: word.why };
  };
};

/** @returns the paper, and what stays out of it, each with its reason */
export const paperFor = (input: PaperInput): { readonly paper: Paper; readonly heldBack: readonly HeldBack[] } => {
  const { version, content, address, form, withCode, phones, names, own } = input;
  const held = guard(input);
  const heldBack: HeldBack[] = [];
  const passes = (step: SafetyStep, text: string): boolean => {
    const why = held(text);
    if (why !== null) heldBack.push({ step: step.step, text, ...why });
    return why === null;
  };
  const lineOf = (step: SafetyStep): PaperLine[] => {
    const proposal = content.proposals.find(({ id }) => id === step.proposal);
    const text = inAddress(step.text, proposal, address);
    // what Baken proposed says nothing of anybody
    const worded = proposal === undefined || text !== proposal[address];
    if (worded && !passes(step, text)) return [];
    const who = step.who !== '' && passes(step, step.who) ? step.who : null;
    return [{ text, who, until: step.until }];
  };
  const taken = version.steps.filter(({ step }) => !input.leftOut.includes(step));
  const sections =
    form === 'kaartje'
      ? []
      : content.moments.flatMap((moment) => {
          const lines = taken.filter((step) => step.moment === moment.id).flatMap(lineOf);
          return lines.length === 0 ? [] : [{ heading: moment[address], lines }];
        });
  const numbers = content.numbers.flatMap(({ service, neutral }) => {
    const phone = phones.get(service);
    if (phone === undefined || !version.numbers.includes(service)) return [];
    return [{ label: form === 'kaartje' ? neutral : (names.get(service) ?? neutral), phone }];
  });
  if (own !== null)
    numbers.push({ label: form === 'kaartje' ? content.worker.neutral : content.worker.label, phone: own });
  const code = withCode && version.codeWord !== '' ? version.codeWord : null;
  const codeHeld = code === null ? null : held(code);
  if (code !== null && codeHeld !== null) heldBack.push({ step: null, text: code, ...codeHeld });
  return {
    paper: { form, title: titles[form], sections, code: codeHeld === null ? code : null, numbers },
    heldBack,
  };
};

/** Says nothing of a person, of a plan or of Baken. */
export const paperFileName = (on: string, mark: string): string => `lijst-${on.slice(0, 10)}-${mark.slice(0, 4)}.pdf`;
