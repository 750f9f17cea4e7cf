import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import { type Block, type Letter, type LetterInput, letter } from '#core/letter.ts';
import { drawLetter, pageCount } from '#documents/referral-pdf.tsx';
import { inputFor, line, recipients } from './sample.ts';

const fontsFolder = fileURLToPath(new URL('../../resources/fonts', import.meta.url));
const ids = recipients.recipients.map(({ id }) => id);

const composed = (input: LetterInput): Letter => {
  const result = letter(input);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

const drawn = async (one: Letter): Promise<Uint8Array> => {
  const result = await drawLetter(one, { fontsFolder });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

type Piece = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
};

/** What stands on each page and where: points from the left and from the bottom. */
const read = async (pdf: Uint8Array) => {
  const document = await getDocument({ data: pdf.slice(), useSystemFonts: false, verbosity: 0 }).promise;
  const pages: Piece[][] = [];
  for (let n = 1; n <= document.numPages; n += 1) {
    const { items } = await (await document.getPage(n)).getTextContent();
    pages.push(
      items.flatMap((item) =>
        'str' in item && item.str.trim() !== ''
          ? [{ text: item.str, x: item.transform[4], y: item.transform[5], width: item.width, size: item.height }]
          : [],
      ),
    );
  }
  const { info } = await document.getMetadata();
  return { pages, info: JSON.stringify(info) };
};

/** Text of a page without spaces: where a line ends is no difference. */
const dense = (pieces: readonly Piece[]): string =>
  pieces
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, '');
const solid = (text: string): string => text.replace(/\s+/g, '');

const textsOf = (block: Block): readonly string[] => {
  switch (block.kind) {
    case 'paragraph':
      return [block.text];
    case 'facts':
      return [block.title ?? '', ...block.rows.flatMap(({ label, value }) => [label, value])];
    case 'list':
      return [block.title ?? '', ...block.items];
    case 'statement':
      return [block.about, block.fact ?? '', block.said ?? '', block.saidBy ?? '', block.view ?? ''];
    case 'write':
      return [block.label, ...(block.boxes ?? [])];
  }
};

/** Every text of a letter. None here has a word so long that it breaks, and a break would show a hyphen more. */
const texts = ({ sections, sender, title, recipient }: Letter): readonly string[] => [
  title,
  recipient.name,
  ...Object.values(sender),
  ...sections.flatMap(({ heading, blocks }) => [heading, ...blocks.flatMap(textsOf)]),
];

const sentence = 'Zij vertelde dat hij haar telefoon elke avond bekijkt en daarna lang vragen stelt. ';
const longInput = (): LetterInput => {
  const input = inputFor('veilig-thuis');
  const paragraphs = Array.from({ length: 220 }, (_, n) => `Begin${n}. ${sentence.repeat(5)}Einde${n}.`);
  return {
    ...input,
    outcome: { ...input.outcome, final: false },
    lines: [
      ...input.lines,
      line({
        item: 'PG-99',
        topic: 'geweld',
        note: { fact: 'Een blauwe plek.', said: paragraphs.join('\n\n'), saidBy: 'Şeyma', view: sentence.repeat(30) },
      }),
    ],
  };
};

describe('the letter on paper', () => {
  test.each(ids)('holds every word of the letter, with page numbers: %s', async (id) => {
    const one = composed(inputFor(id));
    const pdf = await drawn(one);
    const { pages } = await read(pdf);
    const whole = pages.map(dense).join('');
    for (const text of texts(one)) expect(whole).toContain(solid(text));
    expect(pages).toHaveLength(pageCount(pdf));
    pages.forEach((page, n) => {
      expect(dense(page)).toContain(`${n + 1}van${pages.length}`);
      expect(dense(page)).toContain('23november2026·Kenmerk9F3A-C07E');
      expect(dense(page)).not.toContain('VOORLOPIG');
    });
  });

  test('prints names in any Latin script, and Greek and Cyrillic', async () => {
    const names = 'Őze Ștefan Işık Łukasz Žiga Đặng Nguyễn Þór Ærø Çağrı Ñuño Ḥasan Ωμέγα Олена';
    const one = composed(inputFor('csg'));
    const { pages } = await read(await drawn({ ...one, sender: { ...one.sender, name: names } }));
    expect(pages.map(dense).join('').normalize('NFC')).toContain(solid(names));
    expect(pages.map(dense).join('')).not.toContain('□');
  });

  test('a letter and its accent written apart print as one', async () => {
    const one = composed(inputFor('csg'));
    const { pages } = await read(await drawn({ ...one, sender: { ...one.sender, name: 'Zoe\u0308' } }));
    expect(pages.map(dense).join('')).toContain('Zoë');
  });

  test('shows what it cannot print, and says so', async () => {
    const one = composed(inputFor('csg'));
    const lacking = { ...one, sender: { ...one.sender, name: 'عربي 漢字 😀 \u0007', role: 'a\u202eb\u200bc' } };
    const whole = (await read(await drawn(lacking))).pages.map(dense).join('');
    expect(whole).toContain('□□□□□□□□');
    expect(whole).toContain(solid('op de plaats van een teken dat hier niet kan worden gedrukt'));
    expect(whole).toContain('abc');
  });

  test('keeps long words, long texts and everything else on the page', async () => {
    const input = longInput();
    const one = composed({
      ...input,
      choices: { ...input.choices, message: `${'W'.repeat(400)} ${'i'.repeat(400)}` },
    });
    const pdf = await drawn(one);
    const { pages } = await read(pdf);
    expect(pages.length).toBeGreaterThan(20);
    const whole = pages.map(dense).join('');
    for (let n = 0; n < 220; n += 1) {
      expect(whole).toContain(`Begin${n}.`);
      expect(whole).toContain(`Einde${n}.`);
    }
    // A break in a long word shows a hyphen; every letter of the word is still there.
    expect(whole.replaceAll('-', '')).toContain('W'.repeat(400));
    for (const page of pages)
      for (const { text, x, y, width } of page) {
        expect(x, text).toBeGreaterThanOrEqual(63);
        expect(x + width, text).toBeLessThanOrEqual(595.28 - 62);
        expect(y, text).toBeGreaterThan(30);
        expect(y, text).toBeLessThan(815);
      }
  });

  test('breaks lines between words only, also after letters that a typeface likes to join', async () => {
    const vocabulary =
      'het slachtoffer heeft effect bij officieel affidavit fjord fflits en ɛ\u0303 stoffig geeft één ïs'.split(' ');
    const input = inputFor('veilig-thuis');
    for (let shift = 0; shift < 6; shift += 1) {
      const message = Array.from({ length: 300 }, (_, n) => vocabulary[(n * 7 + shift) % vocabulary.length]).join(' ');
      const note = { fact: message, said: '', saidBy: '', view: '' };
      const one = composed({
        ...input,
        choices: { ...input.choices, message },
        lines: [line({ item: 'PG-99', topic: 'geweld', note })],
      });
      const { pages } = await read(await drawn(one));
      expect(pages.map(dense).join('').split(solid(message)).length).toBe(3);
      const lines = pages.flat().filter(({ text }) => /fjord|stoffig/.test(text));
      expect(lines.length).toBeGreaterThan(20);
      for (const { text } of lines)
        for (const word of text.trim().split(' ')) expect(vocabulary, text).toContain(word.normalize('NFC'));
    }
  });

  test('says on every page that it is provisional', async () => {
    const { pages } = await read(await drawn(composed(longInput())));
    for (const page of pages) expect(dense(page)).toContain('VOORLOPIG');
  });

  test('leaves no heading behind at the end of a page, wherever the page ends', async () => {
    const input = inputFor('veilig-thuis');
    for (let extra = 0; extra < 24; extra += 1) {
      const message = Array.from({ length: extra }, (_, n) => `Regel ${n}.`).join('\n');
      const one = composed({ ...input, choices: { ...input.choices, message } });
      const labels = one.sections.flatMap(({ blocks }) =>
        blocks.flatMap((block) => (block.kind === 'facts' ? block.rows.map(({ label }) => label) : [])),
      );
      const all = one.sections.flatMap(({ heading, blocks }) => [
        heading,
        ...blocks.flatMap((block) => ('title' in block && block.title !== undefined ? [block.title] : [])),
      ]);
      const titles = all.filter((title) => !labels.includes(title));
      for (const page of (await read(await drawn(one))).pages) {
        const body = page.filter(({ y, size }) => y > 70 && y < 790 && size > 0);
        const lowest = body.reduce((low, piece) => (piece.y < low.y ? piece : low), {
          text: '',
          x: 0,
          y: 842,
          width: 0,
          size: 0,
        });
        expect(titles, `with ${extra} lines`).not.toContain(lowest.text);
      }
    }
  }, 60_000);

  test('the same letter gives the same bytes', async () => {
    const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    const one = composed(inputFor('csg'));
    const first = digest(await drawn(one));
    await drawn(composed(inputFor('huisarts')));
    expect(digest(await drawn(one))).toBe(first);
    const [again] = await Promise.all([drawn(one), drawn(composed(inputFor('veilig-thuis')))]);
    expect(digest(again)).toBe(first);
    expect(digest(await drawn({ ...one, on: '2026-11-23T16:06:00+01:00' }))).not.toBe(first);
  });

  test('names nobody in what surrounds the page', async () => {
    for (const id of ids) {
      const { info } = await read(await drawn(composed(inputFor(id))));
      expect(info).not.toMatch(/Şeyma|Őrsi|Bogdan|Ilse|Noor/);
      expect(info).toContain('nl-NL');
      expect(info).toContain('20261123');
    }
  });

  test('without its fonts it makes no letter, and does once they are there', async () => {
    const one = composed(inputFor('csg'));
    expect(await drawLetter(one, { fontsFolder: `${fontsFolder}/nowhere` })).toEqual({
      ok: false,
      error: { kind: 'letter-failed', at: 'fonts' },
    });
    expect((await drawLetter(one, { fontsFolder })).ok).toBe(true);
  });
});
