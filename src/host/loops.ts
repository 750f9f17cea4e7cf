import { dutch } from '#core/calendar.ts';
import type { Content, ReferralMade } from '#core/dossier.ts';
import { labelOf } from '#core/referral.ts';
import {
  channelsOf,
  declinedOf,
  isReplaced,
  type LoopState,
  loopStanding,
  loopSteps,
  nextSteps,
  proposedNext,
  silenceOf,
  standingSteps,
} from '#core/referral-loop.ts';
import { fail, ok } from '#core/result.ts';
import type { Handlers } from './contract.ts';
import type { Desk, OpenDossier } from './desk.ts';
import type { ReferralView, SharedView } from './loop-operations.ts';
import { routeOf, serviceView } from './outcome-view.ts';

/** What becomes of a referral after its letter, and what was shared with whom. */

const today = (desk: Desk): string => dutch(Date.parse(desk.now())).slice(0, 10);

const labelled = (desk: Desk, topics: readonly string[]): string[] => {
  const known = desk.library.resources.recipients.topics;
  return topics.map((topic) => {
    const found = known.find((one) => one.topic === topic);
    return found === undefined ? topic : labelOf(known, found.topic);
  });
};

const sharedView = (desk: Desk, made: ReferralMade): SharedView => {
  const { referral, at, recipientName, ground, groundNote, informed, informedNote, file } = made;
  const standing = loopStanding(made.steps, made.nextAt?.slice(0, 10) ?? null);
  return {
    ...{ referral, recipient: recipientName, ground, groundNote, informed, informedNote, file },
    at: dutch(Date.parse(at)),
    topics: labelled(desk, made.topics),
    leftOut: labelled(desk, made.leftOut),
    added: made.added.map(({ topic, reason }) => ({ topic: labelled(desk, [topic])[0] ?? topic, reason })),
    secrets: made.secrets ?? null,
    reference: made.reference ?? null,
    ...standing,
  };
};

/** `24 november`, as it is said on the telephone. */
const dayInWords = (day: string): string =>
  new Intl.DateTimeFormat('nl-NL', { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(day));

const referralView = (desk: Desk, open: OpenDossier, made: ReferralMade): ReferralView => {
  const { resources } = desk.library;
  const { followUp } = resources;
  const now = Date.parse(desk.now());
  const day = today(desk);
  const shared = sharedView(desk, made);
  const route = routeOf(resources, made.code);
  const silence = silenceOf(followUp, made.recipient);
  const declined = declinedOf(followUp, made.recipient);
  const sent = standingSteps(made.steps).findLast(({ step }) => step === 'verstuurd');
  const words = (text: string): string =>
    text
      .replace('{day}', dayInWords(sent?.on ?? shared.at.slice(0, 10)))
      .replace('{reference}', made.reference ?? 'dat op de brief staat');
  return {
    dossier: open.id,
    dossierLabel: open.dossier.label,
    assessment: made.assessment,
    code: made.code,
    shared,
    today: day,
    late: shared.nextAt !== null && shared.nextAt < day,
    steps: made.steps.map((step) => ({
      ...{ entry: step.entry, step: step.step, on: step.on, spoke: step.spoke, agreed: step.agreed },
      ...{ nextAt: step.nextAt, instead: step.instead, reason: step.reason, channelId: step.channel },
      at: dutch(Date.parse(step.at)),
      channel: followUp.channels.find(({ id }) => id === step.channel)?.label ?? step.channel,
      replaced: isReplaced(made.steps, step),
    })),
    next: [...nextSteps(shared.state)],
    proposals: loopSteps.flatMap((after) => {
      const found = proposedNext(followUp, made.recipient, after, day, resources.holidays.holidays);
      return found === null ? [] : [{ after, ...found }];
    }),
    channels: channelsOf(followUp, made.recipient).map(({ id, label }) => ({ id, label })),
    services: resources.services.services
      .filter(({ id }) => route?.services.includes(id))
      .map((service) => serviceView(resources, service, now)),
    silence: { say: words(silence.say), afterwards: silence.afterwards, source: silence.source },
    declined: {
      ask: declined.ask,
      source: declined.source,
      routes: declined.routes
        .filter((code) => code !== made.code)
        .map((code) => ({
          code,
          label: routeOf(resources, code)?.label ?? code,
          letter: resources.recipients.recipients.some(({ codes }) => codes.includes(code)),
        })),
    },
  };
};

/** The state just before a step that is corrected: what could come then, can come in its place. */
const stateBefore = (made: ReferralMade, corrects: string | null): LoopState => {
  const standing = standingSteps(made.steps);
  const at = standing.findIndex(({ entry }) => entry === corrects);
  const before = at === -1 ? standing : standing.slice(0, at);
  return before.map(({ step }) => step).findLast((step) => step !== 'nagevraagd') ?? 'concept';
};

export const loops = (desk: Desk): Pick<Handlers, 'referral.read' | 'referral.step' | 'referral.ledger'> => ({
  'referral.read': async ({ dossier, referral }) => {
    const open = await desk.read(dossier, 'referral.read');
    if (!open.ok) return open;
    const made = open.value.dossier.referrals.find((one) => one.referral === referral);
    return made === undefined ? fail({ kind: 'unknown-referral' }) : ok(referralView(desk, open.value, made));
  },

  'referral.step': async ({ dossier, referral, given, corrects, reason, intent }) => {
    const open = await desk.read(dossier, '');
    if (!open.ok) return open;
    const made = open.value.dossier.referrals.find((one) => one.referral === referral);
    if (made === undefined) return fail({ kind: 'unknown-referral' });
    const again = made.steps.find(({ entry }) => entry === corrects);
    if (corrects !== null && (again === undefined || isReplaced(made.steps, again)))
      return fail({ kind: 'step-refused', at: 'corrects' });
    if (corrects !== null && (reason ?? '') === '') return fail({ kind: 'reason-needed', at: 'reason' });
    if (given.on > today(desk)) return fail({ kind: 'moment-refused', at: 'on' });
    if (!desk.library.resources.followUp.channels.some(({ id }) => id === given.channel))
      return fail({ kind: 'step-refused', at: 'channel' });
    if (!nextSteps(stateBefore(made, corrects)).includes(given.step)) return fail({ kind: 'step-refused', at: 'step' });
    const content: Content = { kind: 'referral-stepped', referral, ...given, corrects, reason };
    const action = corrects === null ? 'referral.log' : 'referral.correct';
    const written = await desk.append(open.value, [content], intent, action);
    if (!written.ok) return written;
    const after = written.value.dossier.referrals.find((one) => one.referral === referral);
    return after === undefined ? fail({ kind: 'unknown-referral' }) : ok(referralView(desk, written.value, after));
  },

  'referral.ledger': async ({ dossier }) => {
    const open = await desk.read(dossier, '');
    if (!open.ok) return open;
    return ok(open.value.dossier.referrals.map((made) => sharedView(desk, made)).toReversed());
  },
});

const stepWords: Readonly<Record<string, string>> = {
  verstuurd: 'verstuurd',
  nagevraagd: 'nagevraagd, nog geen antwoord',
  ontvangen: 'ontvangen',
  aangenomen: 'aangenomen',
  afgewezen: 'afgewezen',
  terugkoppeling: 'terugkoppeling gekregen',
  afgerond: 'afgerond',
  ingetrokken: 'ingetrokken',
};

/** Lines for the timeline of a dossier. */
export const loopTimeline = (
  referrals: readonly ReferralMade[],
): readonly { readonly at: string; readonly kind: string; readonly text: string }[] =>
  referrals.flatMap(({ recipientName, steps }) =>
    steps.map((step) => {
      const later = isReplaced(steps, step) ? ' (later gewijzigd)' : '';
      const corrected = step.reason === null ? '' : ` (gewijzigd: ${step.reason})`;
      const text = `Brief voor ${recipientName}: ${stepWords[step.step] ?? step.step}${corrected}${later}`;
      return { at: step.at, kind: 'verwijzing', text };
    }),
  );
