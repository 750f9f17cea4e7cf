import { join } from 'node:path';
import { defineConfig } from 'vite';

/** Bundles the measurements as the shell is bundled, two folders deep under the root: where these sources stand as well. */
export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'warn',
  ssr: { external: true, noExternal: [] },
  build: {
    ssr: true,
    outDir: join(import.meta.dirname, '../../.cache/bench'),
    emptyOutDir: true,
    copyPublicDir: false,
    target: 'node24',
    minify: false,
    rolldownOptions: {
      input: {
        measure: join(import.meta.dirname, 'measure.ts'),
        unlocked: join(import.meta.dirname, 'unlocked.ts'),
        'opening-thread': join(import.meta.dirname, '../../src/shell/opening-thread.ts'),
        'unsigned-thread': join(import.meta.dirname, 'unsigned-thread.ts'),
        'first-letter': join(import.meta.dirname, 'first-letter.ts'),
      },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
