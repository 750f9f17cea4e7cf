import { describe, expect, test } from 'vitest';
import { prove } from '../proof.ts';
import { dice, fuzz, mutated } from './fuzzing.ts';
import { add, newDossier, newVault, temporaryFolder } from './practice-vault.ts';

describe('what lies on disk or comes over the transport', () => {
  test('is refused when it was altered, and nothing throws on it', { timeout: 300_000 }, async () => {
    const { folder, vault } = await newVault();
    const dossier = await newDossier(vault);
    for (const n of [1, 2, 3]) await add(vault, dossier, { n, text: 'antwoord '.repeat(n) });
    const seed = Date.now();
    for (const { decoder, inputs, unaltered, refused, same, accepted, thrown } of await fuzz(
      vault,
      folder,
      await temporaryFolder(),
      1000,
      seed,
    )) {
      expect({ accepted, thrown }, `${decoder}, seed ${seed}`).toEqual({ accepted: [], thrown: [] });
      expect(unaltered + refused + same).toBe(inputs);
      expect(refused, decoder).toBeGreaterThan(inputs / 2);
      const numbers = `${inputs} inputs (seed ${seed}): ${refused} refused, ${same} with the same meaning, ${unaltered} unaltered, 0 taken, 0 thrown on`;
      prove({ claim: 'V2', what: `decoding: ${decoder} (sample)`, numbers, failed: 0 });
    }
  });

  test('the alterations are the same again for the same seed, and hardly ever nothing', () => {
    const sample = Buffer.from('een kop van drie regels');
    const [one, two] = [dice(7), dice(7)];
    let altered = 0;
    for (let n = 0; n < 200; n += 1) {
      const bytes = mutated(sample, one);
      expect(bytes).toEqual(mutated(sample, two));
      if (!bytes.equals(sample)) altered += 1;
    }
    expect(altered).toBeGreaterThan(180);
  });
});
