import { answerLabel } from './answers.ts';
import { type Case, type CaseOutcome, type Library, titleOf } from './assess.ts';
import { momentInWords } from './moment-in-words.ts';
import type { Outcome } from './outcome.ts';
import type { Intervention } from './rules.ts';

/** An outcome as text for a terminal: band and deadline first, then what to do, then why. */
export const readable = (
  library: Library,
  decided: { readonly outcome: CaseOutcome; readonly whole: Outcome; readonly read: Case },
): string => {
  const { outcome, read } = decided;
  const { pack, answers } = read;
  const { routes, services, blocks, measures } = library.resources;
  if (outcome.band === null) return [`${pack.instrument.title} (${outcome.instrument})`, ...outcome.texts].join('\n');
  const meaning = pack.bands.get(outcome.band);
  const question = (item: string) => pack.items.get(item)?.text ?? item;
  const answer = (item: string) => {
    const known = pack.items.get(item);
    const value = answers[item];
    return known && value !== undefined ? answerLabel(known, value, (code) => code) : '';
  };
  const part = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : ['', title, ...lines]);
  const referral = (one: CaseOutcome['referrals'][number]) => {
    const route = routes.routes.find(({ code }) => code === one.code);
    const phones = services.services
      .filter(({ id }) => route?.services.includes(id))
      .map(({ name, phone }) => `${name}: ${phone ?? 'nummer niet bevestigd'}`);
    const when = one.at === null ? '' : ` · uiterlijk ${momentInWords(one.at)}`;
    const wording = one.wording === null ? '' : `\n    ${one.wording}`;
    const instead = route?.otherwise ? `\n    Anders: ${route.otherwise}` : '';
    const phone = phones.length > 0 ? `\n    ${phones.join('; ')}` : '';
    return `- ${route?.label ?? one.code}${one.offer ? ' (aanbod)' : ''}${when} · ${route?.who ?? ''}${phone}${wording}${instead}`;
  };
  const intervention = (one: Intervention) =>
    `    ${one.for}: ${one.do}${one.say === undefined ? '' : ` U kunt zeggen: "${one.say}"`}`;
  const flag = pack.flag?.levels.find(({ code }) => code === outcome.flag);
  return [
    `${pack.instrument.title} (${outcome.instrument})${outcome.id === null ? '' : ` · ${outcome.id}`}`,
    `${meaning?.label ?? outcome.band}${outcome.final ? '' : ' (voorlopig)'}: ${meaning?.meaning ?? ''}`,
    ...(outcome.deadline === null
      ? []
      : [`Uiterlijk ${momentInWords(outcome.deadline.at)} (${outcome.deadline.code})`]),
    ...(flag === undefined ? [] : [`Vlag: ${flag.label}. ${flag.step}`]),
    ...part('Wat u doet', outcome.referrals.map(referral)),
    ...part(
      'Wat nog kan',
      outcome.measures.map((code) => `- ${measures.measures.find((one) => one.code === code)?.label ?? code}`),
    ),
    ...part(
      'Wat nu niet kan',
      outcome.blocked.map((code) => {
        const block = blocks.blocks.find((one) => one.code === code);
        return `- ${block?.label ?? code}: ${block?.reason ?? ''}`;
      }),
    ),
    ...part(
      'Oorzaken, en de stap daarbij',
      outcome.causes.flatMap((code) => {
        const cause = pack.causes.find((one) => one.code === code);
        return cause
          ? [`- ${cause.label}: ${cause.step}`, ...cause.interventions.map(intervention)]
          : pack.causeNotAsked
            ? [`- ${pack.causeNotAsked.text}`]
            : [];
      }),
    ),
    ...part(
      'Wat meespeelt, en nooit een excuus is',
      outcome.contributing.flatMap((code) => {
        const cause = pack.causes.find((one) => one.code === code);
        return cause ? [`- ${cause.label}: ${cause.step}`, ...cause.interventions.map(intervention)] : [];
      }),
    ),
    ...part(
      'Waarom',
      outcome.rules
        .filter(({ acts }) => acts)
        .flatMap((rule) => [
          `- ${rule.id} ${rule.title}${rule.band === null ? '' : ` → ${pack.bands.get(rule.band)?.label ?? rule.band}`}`,
          ...rule.because.map(({ item }) => `    ${question(item)} ${answer(item)}`),
          ...rule.texts.map((text) => `    ${text}`),
          `    Bron: ${rule.source}`,
        ]),
    ),
    ...part(
      'Nog open',
      outcome.open.map(
        ({ item, could, alone }) =>
          `- ${question(item)} (kan leiden tot: ${pack.bands.get(could)?.label ?? could}${alone ? '' : ', samen met andere antwoorden'})`,
      ),
    ),
    ...part(
      'Onbekend gebleven',
      outcome.unknown.map(
        ({ item, could }) =>
          `- ${question(item)}${could === null ? '' : ` (een ander antwoord kan leiden tot: ${pack.bands.get(could)?.label ?? could})`}`,
      ),
    ),
    ...part(
      'Begin hierna met',
      outcome.next.map((id) => `- ${titleOf(library, id)}`),
    ),
    ...part(
      'Wat deze wegwijzer niet kan zeggen',
      pack.instrument.limits.map((limit) => `- ${limit}`),
    ),
  ].join('\n');
};
