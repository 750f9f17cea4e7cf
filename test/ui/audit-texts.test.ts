import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contract } from '#host/contract.ts';
import { auditEn } from '../../src/ui/audit/texts.en.ts';
import { auditNl } from '../../src/ui/audit/texts.nl.ts';

/**
 * Every action that is written to the audit has words. An action is a text `about.done` in the host, the vault or the command
 * line that is not the name of an operation; those that are both are named here, since one cannot be told from the other.
 */
const both = [
  'dossier.read',
  'family.read',
  'timeline.read',
  'audit.export',
  'inzage.read',
  'retention.read',
  'retention.list',
  'backup.make',
];
const abouts =
  'vault|keys|audit|check|dossier|dossiers|person|family|timeline|assessment|form|referral|meldcode|duties|duty|attachment|office|erase|retention|inzage|backup|restore';

const written = (): ReadonlySet<string> => {
  const found = new Set<string>(both);
  const named = new Set<string>(Object.keys(contract));
  for (const folder of ['src/host', 'src/vault', 'src/shell'])
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts')) continue;
      const text = readFileSync(join(folder, file), 'utf8');
      for (const [, action = ''] of text.matchAll(new RegExp(`'((?:${abouts})\\.[a-z-]+)'`, 'g')))
        if (!named.has(action)) found.add(action);
      for (const [, kind = ''] of text.matchAll(/kind: '(office-[a-z]+)'/g)) found.add(kind);
    }
  return found;
};

describe('the audit', () => {
  test.each([
    ['nl', auditNl],
    ['en', auditEn],
  ] as const)('has words for every action that is written, in %s', (_, { actions }) => {
    const actual = written();
    expect(actual.size).toBeGreaterThan(40);
    expect([...actual].filter((action) => !(action in actions))).toEqual([]);
  });
});
