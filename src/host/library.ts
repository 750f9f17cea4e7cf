import { z } from 'zod';
import type { Library } from '#core/assess.ts';
import { Glossary } from '#core/check/glossary.ts';
import { IdentityWords } from '#core/check/identity.ts';
import { circlesIn } from '#core/circles.ts';
import { Duties } from '#core/duties.ts';
import { dutyFaults } from '#core/duty-faults.ts';
import { Instrument } from '#core/instrument.ts';
import { InzageRules } from '#core/inzage.ts';
import { jsonFailureInWords, readJson } from '#core/json-text.ts';
import { Laws, lawFaults, lawFaultsInForm } from '#core/laws.ts';
import { Learning } from '#core/learning.ts';
import { assembleFrames, type Frame, FrameFile } from '#core/meldcode-frame.ts';
import { assemble, type Pack, type PackFault } from '#core/pack.ts';
import { straysInForm, straysInResources, straysInRules } from '#core/references.ts';
import { FollowUp } from '#core/referral-loop.ts';
import {
  Blocks,
  Holidays,
  InstrumentTitles,
  Measures,
  Municipalities,
  Recipients,
  type Resources,
  Routes,
  Services,
} from '#core/resources.ts';
import { RetentionTerms } from '#core/retention.ts';
import { RuleFile } from '#core/rules.ts';
import { SafetyPlanContent } from '#core/safety-plan-content.ts';
import { SocialMap } from '#core/social-map.ts';

/** The forms, rules and resources in use. What does not fit is left out with its file, its place and what is expected. */

/** Raw text of every file under forms/, rules/ and resources/; the shell reads it, the host judges it. */
export type Content = { readonly files: readonly ContentFile[] };
type ContentFile = {
  readonly path: string;
  readonly text: string;
  /** Of the organisation itself, beside what Baken brings. */
  readonly own?: true;
  /** Why it could not be read. */
  readonly unreadable?: string;
};

export type Fault = PackFault;

/** Faults are read by who writes forms and rules, in the language of those. */
const inDutch = z.locales.nl().localeError;

const parsed = (file: { path: string; text: string }): { value: unknown; faults: readonly Fault[] } => {
  const read = readJson(file.text);
  if (read.ok) return { value: read.value, faults: [] };
  const at = read.error.kind === 'repeated-key' ? read.error.at : '';
  return { value: undefined, faults: [{ file: file.path, at, message: jsonFailureInWords(read.error) }] };
};

const fitting = <T>(
  schema: z.ZodType<T>,
  file: { path: string; text: string },
): { value: T | undefined; faults: readonly Fault[] } => {
  const json = parsed(file);
  if (json.faults.length > 0) return { value: undefined, faults: json.faults };
  const checked = schema.safeParse(json.value, { error: inDutch });
  if (checked.success) return { value: checked.data, faults: [] };
  return {
    value: undefined,
    faults: checked.error.issues.map((issue) => ({
      file: file.path,
      at: placeOf(json.value, issue.path),
      message: issue.message,
    })),
  };
};

/** A path an author can find: the id of a thing in a list instead of its number. */
const placeOf = (value: unknown, path: readonly PropertyKey[]): string => {
  const names: string[] = [];
  let at: unknown = value;
  for (const key of path) {
    at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined;
    const id: unknown =
      typeof at === 'object' && at !== null ? (Reflect.get(at, 'id') ?? Reflect.get(at, 'code')) : undefined;
    names.push(typeof key === 'number' && typeof id === 'string' ? id : String(key));
  }
  return names.join('.');
};

const named = (file: { readonly id: string; readonly version: string }) => `${file.id}@${file.version}`;

/** 1.10.0 is newer than 1.9.0. */
const newer = (a: string, b: string): number => {
  const [x, y] = [a, b].map((version) => version.split('.').map(Number));
  for (const at of [0, 1, 2]) {
    const difference = (x?.[at] ?? 0) - (y?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

const collect = <T extends { readonly id: string; readonly version: string }>(
  content: Content,
  folder: 'forms' | 'rules' | 'resources/meldcode',
  schema: z.ZodType<T>,
): { readonly all: ReadonlyMap<string, T>; readonly faults: readonly Fault[] } => {
  const all = new Map<string, T>();
  const faults: Fault[] = [];
  for (const file of content.files) {
    if (!file.path.startsWith(`${folder}/`) || file.path.endsWith('.schema.json')) continue;
    const read = fitting(schema, file);
    faults.push(...read.faults);
    if (read.value === undefined) continue;
    const name = named(read.value);
    if (all.has(name)) {
      // What was published is never changed under the same version: records pin it.
      faults.push({ file: file.path, at: 'version', message: `${name} is er al; geef een hoger versienummer` });
      continue;
    }
    if (file.path !== `${folder}/${name}.json`)
      faults.push({ file: file.path, at: 'id', message: `heet van binnen ${name}; noem het bestand ${name}.json` });
    else all.set(name, read.value);
  }
  return { all, faults };
};

const resourcesOf = (content: Content): { resources: Resources | undefined; faults: readonly Fault[] } => {
  const faults: Fault[] = [];
  const one = <T>(name: string, schema: z.ZodType<T>): T | undefined => {
    const path = `resources/${name}.json`;
    const versions = content.files.filter((candidate) => candidate.path === path);
    if (versions.length === 0) faults.push({ file: path, at: '', message: 'dit bestand ontbreekt' });
    // The organisation's own table comes first; when it does not fit, the one that Baken brings stays in use.
    for (const file of versions.toSorted((a, b) => Number(b.own ?? false) - Number(a.own ?? false))) {
      const read = fitting(schema, file);
      faults.push(...read.faults.map((fault) => (file.own ? { ...fault, file: `eigen ${path}` } : fault)));
      if (read.value !== undefined) return read.value;
    }
    return undefined;
  };
  const services = one('services', Services);
  const routes = one('routes', Routes);
  const blocks = one('blocks', Blocks);
  const measures = one('measures', Measures);
  const holidays = one('holidays', Holidays);
  const municipalities = one('municipalities', Municipalities);
  const recipients = one('recipients', Recipients);
  const instruments = one('instruments', InstrumentTitles);
  const laws = one('laws', Laws);
  const duties = one('duties', Duties);
  const retention = one('retention', RetentionTerms);
  const inzage = one('inzage', InzageRules);
  const glossary = one('glossary', Glossary);
  const identity = one('identity', IdentityWords);
  const followUp = one('follow-up', FollowUp);
  const socialMap = one('social-map', SocialMap);
  const safetyPlan = one('safety-plan', SafetyPlanContent);
  const learning = one('learning', Learning);
  if (
    !services ||
    !routes ||
    !blocks ||
    !measures ||
    !holidays ||
    !municipalities ||
    !recipients ||
    !instruments ||
    !laws ||
    !duties ||
    !retention ||
    !inzage ||
    !glossary ||
    !identity ||
    !followUp ||
    !socialMap ||
    !safetyPlan ||
    !learning
  )
    return { resources: undefined, faults };
  return {
    resources: {
      ...{ services, routes, blocks, measures, holidays, municipalities, recipients, instruments, laws, duties },
      ...{ retention, inzage, glossary, identity, followUp, socialMap, safetyPlan, learning },
    },
    faults,
  };
};

/** The licensed texts of official forms that the organisation added: one line per item, such as `1. …`. */
const officialTextsOf = (content: Content): ReadonlyMap<string, readonly string[]> =>
  new Map(
    content.files
      .filter(({ path }) => path.startsWith('texts/'))
      .map(({ path, text }) => {
        const lines = text.split(/\r?\n/).flatMap((line) => {
          const [, number, item] = line.match(/^\s*([1-9]\d?)[.):]?\s+(.+)$/) ?? [];
          return number === undefined || item === undefined ? [] : [[Number(number) - 1, item.trim()] as const];
        });
        const texts: string[] = [];
        for (const [place, item] of lines) texts[place] = item;
        return [path.slice('texts/'.length, -'.txt'.length), Array.from(texts, (item) => item ?? '')];
      }),
  );

/** Every afwegingskader under its ID@version, and under its id the newest one. */
const framesOf = (
  content: Content,
): { readonly all: ReadonlyMap<string, Frame>; readonly faults: readonly Fault[] } => {
  const files = collect(content, 'resources/meldcode', FrameFile);
  const { frames, faults } = assembleFrames(files.all);
  const all = new Map(frames);
  for (const frame of frames.values()) {
    const current = all.get(frame.id);
    if (current === undefined || newer(frame.version, current.version) > 0) all.set(frame.id, frame);
  }
  return { all, faults: [...files.faults, ...faults] };
};

type Opened = { readonly library: Library | undefined; readonly faults: readonly Fault[] };

/** @returns what is in use, and every fault of what is not; `library` is absent only when a resource file is unusable */
export const openLibrary = (content: Content): Opened => {
  const opened = openedWith(content);
  const isTable = ({ own, path }: ContentFile) => own === true && /^resources\/[a-z-]+\.json$/.test(path);
  if (!content.files.some(isTable)) return opened;
  // Tables of the organisation that fit by themselves and not with the rest would take instruments out of use.
  const plain = openedWith({ files: content.files.filter((file) => !isTable(file)) });
  const inUse = ({ library }: Opened) => (library === undefined ? 0 : library.packs.size);
  return inUse(opened) >= inUse(plain) ? opened : { library: plain.library, faults: opened.faults };
};

const openedWith = (content: Content): Opened => {
  const forms = collect(content, 'forms', Instrument);
  const rules = collect(content, 'rules', RuleFile);
  const frames = framesOf(content);
  const { resources, faults } = resourcesOf(content);
  const found: Fault[] = [
    ...content.files.flatMap(({ path, unreadable }) =>
      unreadable === undefined ? [] : [{ file: `eigen ${path}`, at: '', message: `is niet te lezen: ${unreadable}` }],
    ),
    ...forms.faults,
    ...rules.faults,
    ...frames.faults,
    ...faults,
  ];
  if (resources !== undefined) found.push(...straysInResources(resources));
  const packOf = (form: Instrument, own: RuleFile): Pack | undefined => {
    const path = `forms/${named(form)}.json`;
    const missing = [
      ...form.shared.filter((name) => !forms.all.has(name)).map((name) => `forms/${name}.json`),
      ...own.shared.filter((name) => !rules.all.has(name)).map((name) => `rules/${name}.json`),
    ];
    for (const name of missing) found.push({ file: path, at: 'shared', message: `${name} ontbreekt of is geweigerd` });
    if (missing.length > 0) return undefined;
    const parts = [form, ...form.shared.flatMap((name) => forms.all.get(name) ?? [])] as const;
    const files = [own, ...own.shared.flatMap((name) => rules.all.get(name) ?? [])] as const;
    const { pack, faults: inParts } = assemble(parts, files);
    found.push(...inParts);
    if (pack === undefined) return undefined;
    const strays = [
      ...circlesIn(pack),
      ...parts.flatMap((part) => straysInForm(pack, part)),
      ...(resources === undefined ? [] : parts.flatMap((part) => lawFaultsInForm(resources.laws.laws, part))),
      ...(resources === undefined ? [] : files.flatMap((file) => straysInRules(pack, file, resources))),
    ];
    found.push(...strays);
    return strays.length > 0 ? undefined : pack;
  };
  const packs = new Map<string, Pack>();
  const pinned: Pack[] = [];
  for (const form of forms.all.values()) {
    if (form.kind === 'shared') continue;
    const path = `forms/${named(form)}.json`;
    const versions = [...rules.all.values()]
      .filter((file) => file.form === named(form))
      .toSorted((a, b) => newer(b.version, a.version));
    if (versions.length === 0)
      found.push({ file: path, at: 'id', message: `geen bestand in rules/ beslist ${named(form)}` });
    for (const own of versions) {
      const pack = packOf(form, own);
      if (pack === undefined) continue;
      pinned.push(pack);
      // The newest that fits: where newer rules are refused, with their reason, the last good ones stay in use.
      if (packs.has(pack.name)) continue;
      packs.set(pack.name, pack);
      const current = packs.get(form.id);
      if (current === undefined || newer(form.version, current.instrument.version) > 0) packs.set(form.id, pack);
    }
  }
  if (resources !== undefined) {
    const { laws, duties, services } = resources;
    const ids = new Set(services.services.map(({ id }) => id));
    const known = { laws: laws.laws, services: ids, pack: packs.get(duties.instrument) };
    found.push(...lawFaults(laws.laws), ...dutyFaults(duties, known));
  }
  return {
    library:
      resources === undefined
        ? undefined
        : {
            packs,
            pinned,
            resources,
            officialTexts: officialTextsOf(content),
            own: content.files.filter(({ own }) => own).map(({ path }) => path),
            frames: frames.all,
          },
    faults: once(found),
  };
};

/** A fault in a shared file is found again with every instrument that shares it. */
const once = (faults: readonly Fault[]): readonly Fault[] => [
  ...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values(),
];
