import type { Block, Letter } from './letter.ts';

/**
 * A letter part by part as plain text, to copy into a form. It is made from the letter itself, so it can never say what the
 * letter would not.
 */
export type CopyPart = { readonly heading: string; readonly text: string };

const linesOf = (block: Block): readonly string[] => {
  switch (block.kind) {
    case 'paragraph':
      return [block.text];
    case 'facts':
      return [
        ...(block.title === undefined ? [] : [block.title]),
        ...block.rows.map(({ label, value }) => `${label}: ${value}`),
      ];
    case 'list':
      return [...(block.title === undefined ? [] : [block.title]), ...block.items.map((item) => `- ${item}`)];
    case 'write':
      return [`${block.label}: ${(block.boxes ?? []).map((box) => `[ ] ${box}`).join('  ')}`.trim()];
    case 'statement': {
      const { about, fact, said, saidBy, view } = block;
      return [
        about,
        ...(fact === null ? [] : [`Feit: ${fact}`]),
        ...(said === null ? [] : [`${saidBy === null || saidBy === '' ? 'Gezegd' : `Gezegd door ${saidBy}`}: ${said}`]),
        ...(view === null ? [] : [`Eigen indruk van de afzender: ${view}`]),
      ];
    }
  }
};

export const copyParts = ({ sections }: Pick<Letter, 'sections'>): readonly CopyPart[] =>
  sections.map(({ heading, blocks }) => ({
    heading,
    text: blocks.map((block) => linesOf(block).join('\n')).join('\n\n'),
  }));
