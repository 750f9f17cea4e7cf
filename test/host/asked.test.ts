import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeEach, expect, test } from 'vitest';
import { hour, intent, practiceHost } from './practice-host.ts';

/** Hours are told with the moment at which they counted, in a letter of any later time. */

const app = practiceHost();
const { good } = app;
let dossier: string;
let person: string;

const say = (assessment: string, item: string, value: string | number) =>
  good('assessment.answer', { dossier, assessment, item, value, note: null, reason: null, intent: intent() });

beforeEach(async () => {
  const opened = await good('dossiers.open', {
    label: 'Linde',
    signal: 'Vertelde het zelf',
    kind: 'gezegd',
    saidBy: 'Linde',
    intent: intent(),
  });
  dossier = opened.dossier;
  const { people } = await good('dossiers.addPerson', {
    dossier,
    person: { label: 'Linde', role: 'betrokkene', birthYear: 1990 },
    intent: intent(),
  });
  person = people[0]?.id ?? '';
});

const letterText = async (assessment: string): Promise<string> => {
  const drafted = await good('referral.draft', { dossier, assessment, code: 'CSG' });
  await good('office.sender', {
    sender: { name: 'A. Jansen', role: 'maatschappelijk werker', organisation: 'Wijkteam', phone: '020-1234567' },
    intent: intent(),
  });
  const { pdf } = await good('referral.preview', {
    dossier,
    assessment,
    recipient: drafted.recipient.id,
    code: 'CSG',
    ground: drafted.grounds[0]?.id ?? null,
    groundNote: 'Zij wil dit.',
    informed: 'ja',
    informedNote: '',
    leftOut: [],
    added: [],
    person,
    contactSafe: false,
    secretsAllowed: false,
    fields: Object.fromEntries(
      drafted.fields.filter(({ required }) => required).map(({ id, options }) => [id, options?.[0]?.code ?? 'ja']),
    ),
    message: '',
  });
  const document = await getDocument({ data: pdf.slice(), useSystemFonts: false, verbosity: 0 }).promise;
  const pages = await Promise.all(
    Array.from({ length: document.numPages }, async (_, page) => (await document.getPage(page + 1)).getTextContent()),
  );
  return pages
    .flatMap(({ items }) => items.map((item) => ('str' in item ? item.str : '')))
    .join(' ')
    .replaceAll(/\s+/g, ' ');
};

test('a letter made later tells when the hours were given', async () => {
  const { assessment } = await good('assessment.start', { dossier, instrument: 'ASG', intent: intent() });
  await say(assessment, 'ASG-02', 20);
  app.clock += 30 * hour;
  const { outcome } = await say(assessment, 'ASG-09', 'onbekende');
  app.clock += hour;
  expect(await letterText(assessment)).toContain('23 november 2026 om 10.00 uur');
  // 20 hours before ten o'clock on the 23rd; spores until seven days later.
  expect(outcome.measures.find(({ code }) => code === 'SPOREN')?.until).toBe('2026-11-29T14:00:00+01:00');
});

test('hours that were taken over count from when they were taken over, with the time passed until then', async () => {
  const { assessment: first } = await good('assessment.start', { dossier, instrument: 'PG', intent: intent() });
  await say(first, 'PG-16', 'ja');
  await say(first, 'PG-16-uren', 20);
  app.clock += 5 * hour;
  const acute = await good('assessment.start', { dossier, instrument: 'ASG', from: first, intent: intent() });
  app.clock += 30 * hour;
  const { outcome } = await say(acute.assessment, 'O-alleen', 'ja');
  expect(outcome.measures.find(({ code }) => code === 'SPOREN')?.until).toBe('2026-11-29T14:00:00+01:00');
  const text = await letterText(acute.assessment);
  expect(text).toContain('25 uur');
  expect(text).toContain('23 november 2026 om 15.00 uur');
});
