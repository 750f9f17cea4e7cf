/** Moments as a letter writes them. They are read off the clock they were written on, so no zone is needed here. */

const months = [
  'januari',
  'februari',
  'maart',
  'april',
  'mei',
  'juni',
  'juli',
  'augustus',
  'september',
  'oktober',
  'november',
  'december',
];

/** `23 november 2026` of an ISO 8601 moment, read off the clock it was written on. */
export const dateInWords = (moment: string): string =>
  `${Number(moment.slice(8, 10))} ${months[Number(moment.slice(5, 7)) - 1] ?? ''} ${moment.slice(0, 4)}`;

/** `23 november 2026 om 14.30 uur`. */
export const momentInWords = (moment: string): string =>
  `${dateInWords(moment)} om ${moment.slice(11, 13)}.${moment.slice(14, 16)} uur`;
