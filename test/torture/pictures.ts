import { fuzzPictures } from '../core/pictures/fuzz.ts';

/** The fuzzer of the parsers of pictures at its full count; throws at the first that is neither refused nor cleaned. */
const runs = Number(process.argv[2] ?? 200_000);
const { cleaned, refused, slowestMs } = fuzzPictures(runs);
console.log(`Pictures: ${runs} broken, ${cleaned} cleaned, ${refused} refused, slowest ${slowestMs.toFixed(1)} ms`);
