const whole = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 1 });
const kilo = 1024;

/** @param bytes - as people say it: `12 kB`, `3,4 MB` */
export const sizeInWords = (bytes: number): string => {
  if (bytes < kilo) return `${bytes} bytes`;
  if (bytes < kilo * kilo) return `${whole.format(bytes / kilo)} kB`;
  return `${tenths.format(bytes / (kilo * kilo))} MB`;
};
