import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['**/node_modules/**', 'test/e2e/**', 'test/bench/**', 'test/torture/**'],
    maxWorkers: 2, // by itself vitest leaves a processor idle, which on two is half of them
    testTimeout: 90_000, // ends what hangs; it measures nothing, and a machine may be busy
  },
});
