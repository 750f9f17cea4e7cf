import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from 'vitest';
import type { Paper } from '#core/safety-plan-client.ts';
import { drawPaper } from '#documents/safety-plan-pdf.tsx';
import { library } from '../core/content.ts';

/** The paper of a safety plan: large, whole, and silent about what it is. */

const fontsFolder = fileURLToPath(new URL('../../resources/fonts', import.meta.url));
const on = '2026-11-23T10:00:00+01:00';
const { safetyPlan: content } = library.resources;

/** Every step that Baken can propose: more than any plan holds. */
const whole: Paper = {
  form: 'blad',
  title: 'Mijn afspraken',
  sections: content.moments.map(({ id, jij }) => ({
    heading: jij,
    lines: content.proposals
      .filter(({ moment }) => moment === id)
      .map((one, n) => ({ text: one.jij, who: n === 0 ? 'je zus' : null, until: n === 0 ? '2026-12-01' : null })),
  })),
  code: 'appeltaart',
  numbers: content.numbers.map(({ neutral }, n) => ({ label: neutral, phone: `0800-00${n}` })),
};
const card: Paper = { ...whole, form: 'kaartje', title: 'Nummers', sections: [] };

const drawn = async (paper: Paper): Promise<Uint8Array> => {
  const made = await drawPaper(paper, on, { fontsFolder });
  if (!made.ok) throw new Error(made.error.at);
  const folder = process.env.BAKEN_PICTURES;
  if (folder) writeFileSync(`${folder}/plan-${paper.form}.pdf`, made.value);
  return made.value;
};

const read = async (bytes: Uint8Array) => {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pieces: { text: string; size: number; x: number; y: number; right: number }[] = [];
  for (let n = 1; n <= pdf.numPages; n += 1)
    for (const item of (await (await pdf.getPage(n)).getTextContent()).items)
      if ('str' in item && item.str.trim() !== '') {
        const [x, y] = [item.transform[4], item.transform[5]];
        pieces.push({ text: item.str, size: item.height, x, y, right: x + item.width });
      }
  const { info } = await pdf.getMetadata();
  return { pages: pdf.numPages, pieces, info: JSON.stringify(info) };
};
const solid = (text: string): string => text.replace(/\s+/g, '');

test('a sheet holds every step, who does it and by when, in large print, within the page', async () => {
  const { pieces, pages } = await read(await drawn(whole));
  const all = solid(pieces.map(({ text }) => text).join(''));
  for (const { heading, lines } of whole.sections) {
    expect(all).toContain(solid(heading));
    for (const { text } of lines) expect(all).toContain(solid(text));
  }
  expect(all).toContain(solid('Wie: je zus. Uiterlijk 1 december 2026.'));
  expect(pages).toBeGreaterThan(2);
  for (const { size, x, right, y, text } of pieces) {
    expect(size, text).toBeGreaterThanOrEqual(16);
    expect(x, text).toBeGreaterThanOrEqual(50);
    expect(right, text).toBeLessThanOrEqual(545);
    expect(y, text).toBeGreaterThan(40);
  }
});

test('a card stays within its fold, with every number and the word', async () => {
  const { pieces, pages } = await read(await drawn(card));
  expect(pages).toBe(1);
  const all = solid(pieces.map(({ text }) => text).join(''));
  for (const { label, phone } of card.numbers) expect(all).toContain(solid(label + phone));
  expect(all).toContain('appeltaart');
  for (const { right, y, text } of pieces) {
    expect(right, text).toBeLessThanOrEqual(56 + 241);
    expect(y, text).toBeGreaterThan(842 - 56 - 306);
  }
});

test('nothing in or around it tells what it is or where it was made; the same paper gives the same bytes', async () => {
  for (const paper of [whole, card]) {
    const bytes = await drawn(paper);
    const { info } = await read(bytes);
    expect(info).not.toMatch(/Baken|plan|react/i);
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/Baken|veiligheid/i);
    const digest = (one: Uint8Array) => createHash('sha256').update(one).digest('hex');
    expect(digest(await drawn(paper))).toBe(digest(bytes));
  }
});

test('without its fonts there is no paper', async () => {
  expect(await drawPaper(card, on, { fontsFolder: `${fontsFolder}/nowhere` })).toEqual({
    ...{ ok: false, error: { kind: 'paper-failed', at: 'fonts' } },
  });
});
