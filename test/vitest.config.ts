import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest. Begun last, it would leave the other processor without work. */
const longest = [
  'test/mutation/rules.test.ts',
  'test/mutation/forms.test.ts',
  'test/vault/rekey.test.ts',
  'test/vault/backup.test.ts',
  'test/shell/vault-commands.test.ts',
  'test/vault/upgrade.test.ts',
  'test/shell/cli.test.ts',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = longest.findIndex((name) => moduleId.endsWith(name));
      return at === -1 ? longest.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['**/node_modules/**', 'test/e2e/**', 'test/bench/**', 'test/torture/**'],
    sequence: { sequencer: LongestFirst },
    maxWorkers: 2, // by itself vitest leaves a processor idle, which on two is half of them
    testTimeout: 90_000, // ends what hangs; it measures nothing, and a machine may be busy
  },
});
