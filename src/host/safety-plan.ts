import { createHash, randomBytes } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { dutch } from '#core/calendar.ts';
import type { Content } from '#core/dossier.ts';
import { fail, ok, type Result } from '#core/result.ts';
import { lastSteps, type PlanVersion, type SafetyPlan } from '#core/safety-plan.ts';
import { type Paper, paperFileName, paperFor } from '#core/safety-plan-client.ts';
import type { Checked, Handlers } from './contract.ts';
import type { Desk, OpenDossier } from './desk.ts';
import { officeOf } from './office.ts';
import type { StoreFailure } from './open-vault.ts';
import { placeFor, writeNew } from './outside-place.ts';
import { basisOf, type Found, findings, safetyPlanView } from './safety-plan-drawn.ts';
import type { SafetyPlanView } from './safety-plan-operations.ts';

/** The safety plan of a person: begin it on outcomes, choose its steps, agree on it, and make what the person takes along. */

type Options = { readonly assetsFolder: string; readonly vaultFolder: string };
type Opened = { readonly open: OpenDossier; readonly plan: SafetyPlan };
type NoPlan = StoreFailure | { readonly kind: 'unknown-plan' };
type NoBasis = {
  readonly kind: 'unknown-assessment' | 'answer-refused';
  readonly at?: string;
  readonly expected?: string;
};

/** What draws papers is slow to load, and seldom asked for. */
const papers = () => import('#documents/safety-plan-pdf.tsx');
const pages = () => import('#documents/referral-pdf.tsx');

const find = async (desk: Desk, dossier: string, id: string): Promise<Result<Opened, NoPlan>> => {
  const open = await desk.read(dossier, '');
  if (!open.ok) return open;
  const plan = open.value.dossier.plans.find((one) => one.id === id);
  return plan === undefined ? fail({ kind: 'unknown-plan' }) : ok({ open: open.value, plan });
};

/** The outcomes to rest on: of this person or of nobody in particular, and all with the same client. */
const basis = (found: readonly Found[], person: string, assessments: readonly string[]): Result<Found, NoBasis> => {
  const named = assessments.map((id) => found.find(({ assessment }) => assessment.id === id));
  const [first] = named;
  if (first === undefined) return fail({ kind: 'unknown-assessment' });
  for (const one of named) {
    if (one === undefined || (one.assessment.about !== null && one.assessment.about !== person))
      return fail({ kind: 'unknown-assessment' });
    if (one.audience !== first.audience)
      return fail({ kind: 'answer-refused', at: 'assessments', expected: 'vragenlijsten voor dezelfde soort plan' });
  }
  return ok(first);
};

export const safetyPlans = (
  desk: Desk,
  { assetsFolder, vaultFolder }: Options,
): Pick<
  Handlers,
  | 'safety-plan.read'
  | 'safety-plan.start'
  | 'safety-plan.base'
  | 'safety-plan.step'
  | 'safety-plan.agree'
  | 'safety-plan.paper'
  | 'safety-plan.save'
  | 'safety-plan.nothing'
> => {
  const write = async (
    open: OpenDossier,
    contents: readonly Content[],
    plan: string,
    intent: string,
    action: string,
  ): Promise<Result<SafetyPlanView, StoreFailure>> => {
    const written = await desk.append(open, contents, intent, action);
    return written.ok ? ok(await safetyPlanView(desk, written.value, plan)) : written;
  };

  const make = async (
    { open, plan }: Opened,
    choices: Checked<'safety-plan.paper'>['choices'],
  ): Promise<
    Result<
      { version: PlanVersion; paper: Paper; heldBack: ReturnType<typeof paperFor>['heldBack']; pdf: Uint8Array },
      { kind: 'plan-not-agreed' | 'sender-needed' | 'letter-failed' | 'locked' | 'damaged' | 'not-saved'; at?: string }
    >
  > => {
    const version = plan.versions.at(-1);
    if (version === undefined) return fail({ kind: 'plan-not-agreed' });
    const { safetyPlan, services } = desk.library.resources;
    let own: string | null = null;
    if (choices.ownNumber) {
      const office = officeOf(desk);
      if (!office.ok) return office;
      if (office.value.data.sender === null) return fail({ kind: 'sender-needed' });
      own = office.value.data.sender.phone;
    }
    const { ownNumber: _, ...chosen } = choices;
    const { paper, heldBack } = paperFor({
      ...{ ...chosen, version, own, content: safetyPlan, dossier: open.dossier, person: { id: plan.person } },
      phones: new Map(services.services.flatMap(({ id, phone }) => (phone === null ? [] : [[id, phone] as const]))),
      names: new Map(services.services.map(({ id, name }) => [id, name])),
      on: dutch(Date.parse(desk.now())).slice(0, 10),
    });
    const { drawPaper } = await papers();
    const drawn = await drawPaper(paper, dutch(Date.parse(desk.now())), { fontsFolder: join(assetsFolder, 'fonts') });
    return drawn.ok
      ? ok({ version, paper, heldBack, pdf: drawn.value })
      : fail({ kind: 'letter-failed', at: drawn.error.at });
  };
  const stepsOn = ({ sections }: Paper): number => sections.reduce((sum, { lines }) => sum + lines.length, 0);

  return {
    'safety-plan.read': async ({ dossier, plan }) => {
      const open = await desk.read(dossier, 'safety-plan.read');
      if (!open.ok) return open;
      if (plan !== null && !open.value.dossier.plans.some(({ id }) => id === plan))
        return fail({ kind: 'unknown-plan' });
      return ok(await safetyPlanView(desk, open.value, plan));
    },

    'safety-plan.start': async ({ dossier, person, assessments, intent }) => {
      const open = await desk.read(dossier, '');
      if (!open.ok) return open;
      if (!open.value.dossier.people.some(({ id }) => id === person)) return fail({ kind: 'unknown-person' });
      const had = open.value.dossier.plans.find((one) => one.person === person);
      if (had !== undefined) return ok(await safetyPlanView(desk, open.value, had.id));
      const found = await findings(desk, open.value);
      const first = basis(found, person, assessments);
      if (!first.ok) return first;
      // The intent is a fresh UUID of the screen, so a retry names the plan that was already begun.
      const contents: Content[] = [
        { kind: 'safety-plan-started', plan: intent, person, audience: first.value.audience },
        { kind: 'safety-plan-based', plan: intent, basis: basisOf(found, assessments) },
      ];
      return write(open.value, contents, intent, intent, 'safety-plan.start');
    },

    'safety-plan.base': async ({ dossier, plan: id, assessments, intent }) => {
      const opened = await find(desk, dossier, id);
      if (!opened.ok) return opened;
      const { open, plan } = opened.value;
      const found = await findings(desk, open);
      const first = basis(found, plan.person, assessments);
      if (!first.ok) return first;
      if (first.value.audience !== plan.audience)
        return fail({ kind: 'answer-refused', at: 'assessments', expected: 'vragenlijsten voor dezelfde soort plan' });
      const content: Content = { kind: 'safety-plan-based', plan: id, basis: basisOf(found, assessments) };
      return write(open, [content], id, intent, 'safety-plan.base');
    },

    'safety-plan.step': async ({ dossier, plan: id, given, intent }) => {
      const opened = await find(desk, dossier, id);
      if (!opened.ok) return opened;
      const { open, plan } = opened.value;
      const { moments, proposals } = desk.library.resources.safetyPlan;
      const refuse = (at: string, expected: string) => fail({ kind: 'answer-refused', at, expected } as const);
      if (!moments.some((one) => one.id === given.moment)) return refuse('moment', 'een moment uit de lijst');
      const known = proposals.find((one) => one.id === given.proposal);
      if (given.proposal !== null && known === undefined) return refuse('proposal', 'een voorstel uit de lijst');
      const before = lastSteps(plan.steps).find(({ step }) => step === given.step);
      const sameProposal = lastSteps(plan.steps).some(
        ({ step, proposal }) => step !== given.step && proposal !== null && proposal === given.proposal,
      );
      if (sameProposal) return refuse('proposal', 'een voorstel waarover nog niet is gekozen');
      const agreed = plan.versions.at(-1)?.steps.some(({ step }) => step === given.step) ?? false;
      const changes = before !== undefined && (before.text !== given.text || before.state !== given.state);
      if (agreed && changes && given.reason.length < 3) return fail({ kind: 'reason-needed', at: given.step });
      const action = before === undefined ? 'safety-plan.step' : 'safety-plan.change';
      return write(open, [{ kind: 'safety-plan-stepped', plan: id, ...given }], id, intent, action);
    },

    'safety-plan.agree': async ({ dossier, plan: id, agreement, intent }) => {
      const opened = await find(desk, dossier, id);
      if (!opened.ok) return opened;
      const { open, plan } = opened.value;
      const refuse = (at: string, expected: string) => fail({ kind: 'answer-refused', at, expected } as const);
      const today = dutch(Date.parse(desk.now())).slice(0, 10);
      if (agreement.evaluateOn !== null && agreement.evaluateOn < today)
        return refuse('evaluateOn', 'een datum vanaf vandaag');
      const known = new Set(desk.library.resources.safetyPlan.numbers.map(({ service }) => service));
      if (!agreement.numbers.every((service) => known.has(service))) return refuse('numbers', 'nummers uit de lijst');
      const found = await findings(desk, open);
      const readable = new Set(found.map(({ assessment }) => assessment.id));
      const rests = plan.basis.map(({ assessment }) => assessment);
      // what can no longer be read keeps what it found then
      const based: Content[] = rests.every((one) => readable.has(one))
        ? [{ kind: 'safety-plan-based', plan: id, basis: basisOf(found, rests) }]
        : [];
      return write(
        open,
        [...based, { kind: 'safety-plan-agreed', plan: id, ...agreement }],
        id,
        intent,
        'safety-plan.agree',
      );
    },

    'safety-plan.paper': async ({ dossier, plan, choices }) => {
      const opened = await find(desk, dossier, plan);
      if (!opened.ok) return opened;
      const made = await make(opened.value, choices);
      if (!made.ok) return made;
      const { pdf, paper, heldBack } = made.value;
      const { pageCount } = await pages();
      return ok({ pdf, pages: pageCount(pdf), steps: stepsOn(paper), heldBack: heldBack.map((one) => ({ ...one })) });
    },

    'safety-plan.save': async ({ dossier, plan: id, choices, asked, folder, intent }) => {
      const opened = await find(desk, dossier, id);
      if (!opened.ok) return opened;
      const { open, plan } = opened.value;
      // A retry after it was written and recorded: tell again where it is.
      const had = plan.given.find((one) => one.given === intent);
      if (had !== undefined && had.file !== null) return ok({ path: had.file });
      const place = await placeFor(folder, vaultFolder);
      if (!place.ok) return place;
      const made = await make(opened.value, choices);
      if (!made.ok) return made;
      const { pdf, paper, heldBack, version } = made.value;
      const path = join(place.value, paperFileName(dutch(Date.parse(desk.now())), randomBytes(4).toString('hex')));
      const written = await writeNew(path, pdf);
      if (!written.ok) return written;
      const content: Content = {
        kind: 'safety-plan-given',
        ...{ given: intent, plan: id, version: version.entry, asked },
        ...{ form: choices.form, address: choices.address, withCode: paper.code !== null },
        ...{ steps: stepsOn(paper), heldBack: heldBack.length, file: path },
        sha256: createHash('sha256').update(pdf).digest('hex'),
      };
      const recorded = await desk.append(open, [content], intent, 'safety-plan.export');
      if (recorded.ok) return ok({ path });
      // what is not in the record must not lie about outside the vault
      await unlink(path);
      return recorded;
    },

    'safety-plan.nothing': async ({ dossier, plan: id, asked, intent }) => {
      const opened = await find(desk, dossier, id);
      if (!opened.ok) return opened;
      const { open, plan } = opened.value;
      const version = plan.versions.at(-1);
      if (version === undefined) return fail({ kind: 'plan-not-agreed' });
      const content: Content = {
        kind: 'safety-plan-given',
        ...{ given: intent, plan: id, version: version.entry, form: 'niets', address: 'u', asked, withCode: false },
        ...{ steps: 0, heldBack: 0, file: null, sha256: null },
      };
      return write(open, [content], id, intent, 'safety-plan.nothing');
    },
  };
};
