import { titleOf } from '#core/assess.ts';
import { dutch } from '#core/calendar.ts';
import type { Assessment } from '#core/dossier.ts';
import { lastOf } from '#core/family.ts';
import { proposedAgain } from '#core/referral-loop.ts';
import {
  lastSteps,
  type PlanVersion,
  pendingChanges,
  type SafetyPlan,
  type SafetyStep,
  type StepChange,
  stepChanges,
  stepsIn,
} from '#core/safety-plan.ts';
import {
  type Audience,
  advises,
  audienceOf,
  noRisks,
  proposalsFor,
  type RiskKind,
  type Risks,
  riskKinds,
  risksChanged,
  risksOf,
  together,
} from '#core/safety-plan-content.ts';
import { decideNow, standingOf } from './assessments.ts';
import type { Desk, OpenDossier } from './desk.ts';
import { routeOf, stopView } from './outcome-view.ts';
import type { PlanView, SafetyPlanView } from './safety-plan-operations.ts';

/** Draws a safety plan: its steps beside what fits what was found, and whether it still fits what is known. */

export type Found = {
  readonly assessment: Assessment;
  readonly title: string;
  readonly audience: Audience;
  readonly final: boolean;
  readonly risks: Risks;
  /** Whether a form for a child is asked for. */
  readonly children: boolean;
};

/** The form that is asked for each child, by KIND-R1. */
const childForm = 'KJV';

/** What every assessment of the dossier finds now; one whose form is not in use any more is left out. */
export const findings = async (desk: Desk, open: OpenDossier): Promise<readonly Found[]> => {
  const all: Found[] = [];
  for (const { id } of open.dossier.assessments) {
    const standing = standingOf(desk, open, id);
    if (!standing.ok) continue;
    const { pack, answers, assessment } = standing.value;
    const outcome = await decideNow(desk, pack, answers);
    all.push({
      ...{ assessment, title: pack.instrument.title, audience: audienceOf(pack.instrument.client) },
      ...{ final: outcome.final, risks: risksOf(outcome) },
      children: outcome.next.some((one) => one.id === childForm),
    });
  }
  return all;
};

const moment = (at: string): string => dutch(Date.parse(at));

const labelOf = ({ library }: Desk, kind: RiskKind, code: string): string => {
  const { resources } = library;
  const packs = [...library.packs.values()];
  switch (kind) {
    case 'causes':
    case 'contributing': {
      const cause = packs.flatMap((pack) => pack.causes).find((one) => one.code === code);
      const open = packs.find(({ causeNotAsked }) => causeNotAsked?.code === code)?.causeNotAsked;
      return cause?.label ?? open?.label ?? code;
    }
    case 'blocked':
      return resources.blocks.blocks.find((one) => one.code === code)?.label ?? code;
    case 'referrals':
      return routeOf(resources, code)?.label ?? code;
    case 'measures':
      return resources.measures.measures.find((one) => one.code === code)?.label ?? code;
    case 'stops': {
      const pack = packs.find(({ items }) => items.has(code));
      return pack === undefined ? code : stopView(pack, code).label;
    }
  }
};

const named = (desk: Desk, risks: Risks): PlanView['came'] =>
  riskKinds.flatMap((kind) => risks[kind].map((code) => ({ kind, label: labelOf(desk, kind, code) })));

const causesOf = (desk: Desk, codes: readonly string[]) =>
  codes.map((code) => ({ code, label: labelOf(desk, 'causes', code) }));

const changeView = ({ how, step, before }: StepChange): PlanView['pending'][number] => ({
  how,
  text: step.text,
  before: before === null || before.text === step.text ? null : before.text,
  reason: step.reason,
});

const versionView = (plan: SafetyPlan, version: PlanVersion, at: number): PlanView['earlier'][number] => {
  const { steps, entry: _, ...told } = version;
  const upTo = plan.steps.filter((one) => one.at <= version.at);
  return {
    ...told,
    at: moment(version.at),
    number: at + 1,
    numbers: [...told.numbers],
    changes: at === 0 ? [] : stepChanges(plan.versions[at - 1]?.steps ?? [], steps, upTo).map(changeView),
  };
};

type Candidate = SafetyPlanView['candidates'][number];
const candidate = ({ assessment, title, audience, final }: Found): Candidate => ({
  ...{ title, audience, final, assessment: assessment.id, about: assessment.about },
  startedAt: moment(assessment.startedAt),
  concluded: assessment.concludedAt !== null,
});

/** Of each instrument the last of this person: an earlier one does not speak any more. */
const lastOfEach = (found: readonly Found[]): readonly Found[] => [
  ...new Map(found.map((one) => [one.assessment.instrument.split('@')[0], one])).values(),
];

const planView = (desk: Desk, open: OpenDossier, plan: SafetyPlan, found: readonly Found[]): PlanView => {
  const { resources } = desk.library;
  const content = resources.safetyPlan;
  const { dossier } = open;
  const restsOn = new Set(plan.basis.map(({ assessment }) => assessment));
  const now = found.filter(({ assessment }) => restsOn.has(assessment.id));
  const risks = together(now.map((one) => one.risks));
  const { came, went } = risksChanged(together(plan.basis.map((one) => one.risks)), risks);
  const since = plan.basis[0]?.at ?? plan.startedAt;
  /** A form that says of nobody in particular whom it is about counts where it can be about but one. */
  const alone = dossier.people.every(({ id, role }) => (id === plan.person) === (role === 'betrokkene'));
  const unnamed =
    alone ||
    plan.basis.some(({ assessment }) =>
      dossier.assessments.some(({ id, about }) => id === assessment && about === null),
    );
  const others = lastOfEach(
    found.filter(
      ({ assessment: { about }, audience }) =>
        (about === plan.person || (about === null && unnamed)) && audience === plan.audience,
    ),
  ).filter(({ assessment }) => !restsOn.has(assessment.id));
  const newer = others.filter(
    ({ assessment, risks: own }) =>
      assessment.startedAt > since || riskKinds.some((kind) => risksChanged(risks, own).came[kind].length > 0),
  );
  // what is closed for one is closed for all: a step of one person must not undo what protects another
  const closed = [...new Set(found.flatMap((one) => one.risks.blocked))];
  const blocked = resources.blocks.blocks
    .filter(({ code }) => closed.includes(code))
    .map(({ code, label, reason }) => ({ code, label, reason }));
  const blocks = resources.blocks.blocks.filter(({ code }) => closed.includes(code));
  const children = dossier.people.some(({ role }) => role === 'kind') || now.some((one) => one.children);
  const all = lastSteps(plan.steps);
  const used = new Set(all.map(({ proposal }) => proposal));
  const proposals = proposalsFor(content, plan.audience, risks, closed, children).filter(
    ({ proposal }) => !used.has(proposal.id),
  );
  const stepView = (step: SafetyStep): PlanView['dropped'][number] => {
    const { entry: _, ...told } = step;
    const advised = advises(step.text, blocks);
    return {
      ...told,
      at: moment(step.at),
      causes: causesOf(desk, step.causes),
      advises: blocked.filter(({ code }) => advised.includes(code)),
    };
  };
  const standing = stepsIn(plan);
  const addressed = new Set(standing.flatMap(({ causes }) => causes));
  const versions = plan.versions.map((version, at) => versionView(plan, version, at)).toReversed();
  const [agreed, ...earlier] = versions;
  const wanted = new Set(
    standing.flatMap(({ proposal }) => content.proposals.find(({ id }) => id === proposal)?.services ?? []),
  );
  const kept = dossier.persons.find(({ id }) => id === plan.person);
  return {
    ...{ plan: plan.id, person: plan.person, audience: plan.audience, startedAt: moment(plan.startedAt) },
    personLabel: kept === undefined ? '' : lastOf(kept).person.label,
    basis: plan.basis.map(({ assessment, at }) => {
      const one = dossier.assessments.find(({ id }) => id === assessment);
      return {
        ...{ assessment, at: moment(at) },
        title: titleOf(desk.library, one?.instrument.split('@')[0] ?? ''),
        final: now.find(({ assessment: { id } }) => id === assessment)?.final ?? false,
      };
    }),
    lost: now.length < restsOn.size,
    ...{ came: named(desk, came), went: now.length < restsOn.size ? [] : named(desk, went) },
    newer: newer.map(candidate),
    blocked,
    moments: content.moments.map(({ id, label }) => ({
      ...{ id, label },
      proposals: proposals
        .filter(({ proposal }) => proposal.moment === id)
        .map(({ proposal, because, causes }) => ({
          ...{ id: proposal.id, u: proposal.u, jij: proposal.jij, why: proposal.why, source: proposal.source },
          causes: causesOf(desk, causes),
          because: [
            ...because.map((code) => wordOf(desk, risks, code)),
            ...(proposal.when.children === true ? [withChildren] : []),
          ],
        })),
      steps: standing.filter((step) => step.moment === id).map(stepView),
    })),
    dropped: all.filter(({ state }) => state === 'dropped').map(stepView),
    causes: causesOf(desk, [...risks.causes, ...risks.contributing]),
    noneFor: causesOf(
      desk,
      risks.causes.filter(
        (code) => !addressed.has(code) && content.proposals.some(({ addresses }) => addresses.includes(code)),
      ),
    ),
    pending: pendingChanges(plan).map(changeView),
    ...{ agreed: agreed ?? null, earlier },
    given: plan.given
      .map(({ at, form, file, steps, heldBack }) => ({ at: moment(at), form, file, steps, heldBack }))
      .toReversed(),
    numbers: content.numbers.flatMap(({ service, for: whom, always }) => {
      const one = resources.services.services.find(({ id }) => id === service);
      if (one?.phone === undefined || one.phone === null || !whom.includes(plan.audience)) return [];
      return [{ service, name: one.name, phone: one.phone, suggested: always || wanted.has(service) }];
    }),
  };
};

const withChildren = 'er zijn kinderen, of dat is niet bekend';

const wordOf = (desk: Desk, risks: Risks, code: string): string => {
  const kind = riskKinds.find((one) => risks[one].includes(code)) ?? 'blocked';
  return labelOf(desk, kind, code);
};

/** @param shown - the plan to draw; null: the last one */
export const safetyPlanView = async (desk: Desk, open: OpenDossier, shown: string | null): Promise<SafetyPlanView> => {
  const { dossier } = open;
  const { resources } = desk.library;
  const found = await findings(desk, open);
  const plan = shown === null ? dossier.plans.at(-1) : dossier.plans.find(({ id }) => id === shown);
  const today = dutch(Date.parse(desk.now())).slice(0, 10);
  const again = proposedAgain(resources.followUp, today, resources.holidays.holidays);
  const nameOf = (person: string): string => {
    const kept = dossier.persons.find(({ id }) => id === person);
    return kept === undefined ? '' : lastOf(kept).person.label;
  };
  return {
    ...{ dossier: open.id, dossierLabel: dossier.label, today },
    people: dossier.people.map(({ id, label }) => ({
      ...{ id, label },
      planned: dossier.plans.some(({ person }) => person === id),
    })),
    candidates: found.map(candidate).toReversed(),
    plans: dossier.plans.map(({ id, person }) => ({ plan: id, label: nameOf(person) })),
    plan: plan === undefined ? null : planView(desk, open, plan, found),
    again: { nextAt: again.nextAt, why: again.why, source: again.source },
    keeping: resources.safetyPlan.keeping.map(({ id, label, help }) => ({ id, label, help })),
  };
};

/** What a plan rests on from now: what each of these finds at this moment. */
export const basisOf = (found: readonly Found[], assessments: readonly string[]) =>
  assessments.map((assessment) => ({
    assessment,
    risks: found.find(({ assessment: { id } }) => id === assessment)?.risks ?? noRisks,
  }));

type Event = { readonly at: string; readonly kind: string; readonly text: string; readonly people: readonly string[] };

export const planTimeline = (plans: readonly SafetyPlan[]): readonly Event[] =>
  plans.flatMap(({ person, startedAt, versions, given }) => {
    const event = (at: string, text: string): Event => ({ at, kind: 'plan', text, people: [person] });
    return [
      event(startedAt, 'Veiligheidsplan begonnen'),
      ...versions.map(({ at }, n) => event(at, `Veiligheidsplan afgesproken, versie ${n + 1}`)),
      ...given.map(({ at, form }) =>
        event(
          at,
          form === 'niets' ? 'Afgesproken: niets op papier' : 'Versie van het veiligheidsplan voor de persoon bewaard',
        ),
      ),
    ];
  });
