/** Learning on the spot: cards and words. */
export const learningNl = {
  more: 'Meer hierover',
  terms: (words: string) => `Woorden uitgelegd: ${words}`,
  what: 'Wat is het?',
  shows: 'Hoe ziet u het?',
  ask: 'Wat vraagt u?',
  removes: 'Wat haalt de oorzaak weg, en voor wie?',
  worsens: 'Wat maakt het alleen maar erger?',
  sources: 'Waar dit op rust',
};
