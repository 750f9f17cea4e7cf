import type { Duties } from './duties.ts';
import type { Law } from './laws.ts';
import type { Pack, PackFault } from './pack.ts';
import { codesOf } from './possible-answers.ts';

/** Names in the table of duties that lead nowhere: a step nobody would ever see, or a role without a word for it. */

const file = 'resources/duties.json';

type Known = {
  readonly laws: readonly Law[];
  /** Ids of services. */
  readonly services: ReadonlySet<string>;
  /** The instrument of the table; undefined while it is not in use. */
  readonly pack: Pack | undefined;
};

export const dutyFaults = (table: Duties, { laws, services, pack }: Known): readonly PackFault[] => {
  const fault = (at: string, name: string, where: string): PackFault => ({
    file,
    at,
    message: `${name} staat niet ${where}`,
  });
  const not = (at: string, names: readonly string[], known: ReadonlySet<string>, where: string) =>
    names.filter((name) => !known.has(name)).map((name) => fault(at, name, where));
  const lawIds = new Set(laws.map(({ id }) => id));
  const roles = new Set(table.roles.map(({ code }) => code));
  const steps = new Set(table.steps.map(({ id }) => id));
  const sectors = new Set(table.sectors.map(({ code }) => code));
  const versions = new Set(laws.find(({ id }) => id === table.law)?.versions.map(({ code }) => code));
  const conditions = [
    ...table.steps.flatMap(({ id, cases, done }) => [
      ...cases.map(({ when }) => ({ at: id, when })),
      ...(done === null ? [] : [{ at: id, when: done.when }]),
    ]),
    ...table.common.map(({ when }) => ({ at: 'common', when })),
    ...table.notes.map(({ id, when }) => ({ at: id, when })),
  ];
  return [
    ...not('law', [table.law], lawIds, 'in resources/laws.json'),
    ...not('version', [table.version.whenEmpty], versions, `bij de versies van ${table.law}`),
    ...table.sectors.flatMap(({ code, law }) => not(code, [law], lawIds, 'in resources/laws.json')),
    ...table.steps.flatMap((step) => [
      ...not(step.id, [step.who, step.whom, ...step.tellers, ...step.told], roles, 'bij de rollen'),
      ...not(step.id, step.versions, versions, `bij de versies van ${table.law}`),
      ...not(step.id, step.follows === null ? [] : [step.follows], steps, 'bij de stappen'),
      ...not(step.id, step.service === null ? [] : [step.service], services, 'in resources/services.json'),
      ...step.cases.flatMap((one) => [
        ...(one.state === 'todo'
          ? not(
              step.id,
              [one.who, one.whom].flatMap((r) => r ?? []),
              roles,
              'bij de rollen',
            )
          : []),
        ...(one.state === 'not-applicable' && one.instead !== undefined
          ? not(step.id, [one.instead], steps, 'bij de stappen')
          : []),
      ]),
    ]),
    ...table.scripts.flatMap(({ id, step, lines }) =>
      not(id, [...step, ...lines.flatMap(({ time }) => time ?? [])], steps, 'bij de stappen'),
    ),
    ...not('closed', [table.closed.meanwhile.step], steps, 'bij de stappen'),
    ...[...table.common, ...table.steps.flatMap(({ cases }) => cases)].flatMap((one) =>
      one.state === 'open' && one.whom !== undefined
        ? not('common', [one.whom.from, one.whom.to], roles, 'bij de rollen')
        : [],
    ),
    ...conditions.flatMap(({ at, when }) => not(at, when.sectors ?? [], sectors, 'bij de sectoren')),
    ...(pack === undefined ? [] : straysOfPack(table, conditions, pack)),
  ];
};

type At = { readonly at: string; readonly when: Duties['notes'][number]['when'] };

/** Questions, answers and rules of the instrument itself. */
const straysOfPack = (table: Duties, conditions: readonly At[], pack: Pack): readonly PackFault[] => {
  const rules = new Set(pack.rules.map(({ id }) => id));
  const fault = (at: string, message: string): PackFault => ({ file, at, message });
  const item = (at: string, id: string) =>
    pack.items.has(id) ? [] : [fault(at, `${id} is geen vraag van ${pack.name}`)];
  const answers = (at: string, id: string, codes: readonly string[]) => {
    const known = pack.items.get(id);
    if (known === undefined) return item(at, id);
    const own = new Set(codesOf(known).flat().map(String));
    const given = codes.filter((code) => !own.has(code));
    return given.map((code) => fault(at, `${code} is geen antwoord van ${id}`));
  };
  const { asked } = table;
  return [
    ...[table.version.item, asked.own, asked.sector, asked.role, asked.ageThen, asked.ageNow].flatMap((id) =>
      item('asked', id),
    ),
    ...table.door.steps.flatMap(({ id, asks }) => asks.flatMap((one) => item(`door ${id}`, one))),
    ...table.door.implied.flatMap(({ item: id, value, sectors: from }) => [
      ...answers('door', id, [value]),
      ...answers('door', asked.sector, from),
    ]),
    ...answers('asked', asked.role, asked.roleUnknown),
    ...answers(
      'sectors',
      asked.sector,
      table.sectors.map(({ code }) => code),
    ),
    ...table.versionRules
      .filter((rule) => !rules.has(rule))
      .map((rule) => fault('versionRules', `${rule} is geen regel van ${pack.rulesName}`)),
    ...conditions.flatMap(({ at, when }) => [
      ...[...(when.rules ?? []), ...(when.without ?? [])]
        .filter((rule) => !rules.has(rule))
        .map((rule) => fault(at, `${rule} is geen regel van ${pack.rulesName}`)),
      ...Object.entries(when.answers ?? {}).flatMap(([id, codes]) => answers(at, id, codes)),
    ]),
    ...table.steps.flatMap(({ id, done }) => (done === null ? [] : item(id, done.words))),
    ...table.scripts.flatMap(({ id, lines }) =>
      lines.flatMap((line) => (line.item === undefined ? [] : item(id, line.item))),
    ),
    ...Object.entries(table.words).flatMap(([id, codes]) => answers('words', id, Object.keys(codes))),
  ];
};
