/**
 * Makes resources/passphrase-words.txt again, from three lists that are not in the repository:
 *
 *   node test/words/make.mjs DUTCH COMMON ENGLISH > resources/passphrase-words.txt
 *
 * DUTCH    /usr/share/dict/dutch of Debian's wdutch 1:2.20.19-2 (OpenTaal)
 * COMMON   folder src/ of @zxcvbn-ts/language-nl-be 3.0.2: the order of use, and the names to leave out
 * ENGLISH  /usr/share/dict/american-english of Debian's wamerican 2020.12.07-2
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [dutchPath = '', commonFolder = '', englishPath = ''] = process.argv.slice(2);
const here = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');
const lines = (path) => readFileSync(path, 'utf8').split('\n');
const json = (name) => JSON.parse(readFileSync(join(commonFolder, name), 'utf8'));

const wanted = 4096;
/** An English word is left out unless this many more common words come before it: hand, land, water stay. */
const commonEnglish = 1100;

const dutch = new Set(lines(dutchPath));
const capital = new Set([...dutch].filter((word) => /^[A-Z]/.test(word)).map((word) => word.toLowerCase()));
const english = new Set(lines(englishPath).map((word) => word.toLowerCase()));
const names = new Set(
  ['boysFirstnames.json', 'girlsFirstnames.json', 'lastnames.json']
    .flatMap(json)
    .flatMap((name) => name.toLowerCase().split(' ')),
);
const leftOut = new Set(here('./left-out.txt').split(/\s+/));
const stems = new RegExp(here('./left-out-stems.txt').trim().split(/\s+/).join('|'));
/** Past forms beside their own infinitive: more to mistype than to remember. */
const past = (word) =>
  /^ge[a-z]+(d|t|en)$/.test(word) ||
  (/(de|te)n?$/.test(word) && dutch.has(`${word.replace(/(de|te)n?$/, '')}en`)) ||
  /(dde|tte)n?$/.test(word);

const common = [...new Set([...json('commonWords.json'), ...json('wikipedia.json')])].filter(
  (word) =>
    /^[a-z]{4,8}$/.test(word) &&
    dutch.has(word) &&
    !names.has(word) &&
    !capital.has(word) &&
    !stems.test(word) &&
    !past(word),
);
const kept = common.filter(
  (word, at) => !leftOut.has(word) && !(english.has(word) && at > commonEnglish) && !/q|x|y(?!s)/.test(word),
);
const ordered = [...kept.filter((word) => word.length < 8), ...kept.filter((word) => word.length === 8)];
process.stdout.write(`${ordered.slice(0, wanted).sort().join('\n')}\n`);
