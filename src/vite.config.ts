import { existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/**
 * Builds everything that runs from dist/: the screens for a browser, the shell for Node and Electron with packages left
 * outside, and the preload as the one CommonJS file a sandboxed window can load.
 */

const root = join(import.meta.dirname, '..');
const src = import.meta.dirname;
const dist = join(root, 'dist');

/** Of 11: a tenth of the time of the highest, for a few percent more bytes, which never leave this computer. */
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/** A text smaller than this in bytes is not worth compressing. */
const leastToCompress = 1024;

/** Brotli files beside the built ones, for the loopback. Electron reads from its archive and does not need them. */
const compressed: Plugin = {
  name: 'baken-brotli',
  applyToEnvironment: ({ name }) => name === 'client',
  writeBundle: ({ dir = '' }, bundle) => {
    for (const name of Object.keys(bundle)) {
      const bytes = readFileSync(join(dir, name));
      if (/\.(html|m?js|css|svg|json)$/.test(name) && bytes.length > leastToCompress) {
        writeFileSync(join(dir, `${name}.br`), brotliCompressSync(bytes, quality));
      }
    }
  },
};

export default defineConfig({
  root: join(src, 'ui'),
  base: './',
  appType: 'mpa',
  plugins: [react(), compressed],
  logLevel: 'warn',
  environments: {
    client: {
      build: {
        outDir: join(dist, 'ui'),
        emptyOutDir: false,
        target: 'es2023',
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0,
        chunkSizeWarningLimit: 1500, // kB; the PDF viewer and its worker, which load when a letter is looked at
        license: { fileName: 'licences.json' },
      },
    },
    shell: {
      consumer: 'server',
      resolve: { external: true, noExternal: [] },
      build: {
        outDir: dist,
        emptyOutDir: false,
        copyPublicDir: false,
        target: 'node24',
        minify: false,
        rolldownOptions: {
          input: {
            'electron/main': join(src, 'shell/electron/main.ts'),
            'host-process': join(src, 'shell/host-process.ts'),
            loopback: join(src, 'shell/loopback-process.ts'),
            cli: join(src, 'shell/cli.ts'),
            'opening-thread': join(src, 'shell/opening-thread.ts'),
            'batch-worker': join(src, 'shell/batch-worker.ts'),
          },
          external: ['electron'],
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'shared/[name]-[hash].js' },
        },
      },
    },
    preload: {
      consumer: 'server',
      build: {
        outDir: join(dist, 'electron'),
        emptyOutDir: false,
        copyPublicDir: false,
        target: 'node24',
        minify: false,
        rolldownOptions: {
          input: join(src, 'shell/electron/preload.ts'),
          external: ['electron'],
          output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
        },
      },
    },
  },
  builder: {
    buildApp: async (builder) => {
      const begun = new Date();
      if (existsSync(dist)) for (const name of readdirSync(dist)) rmSync(join(dist, name), { recursive: true });
      for (const environment of Object.values(builder.environments)) await builder.build(environment);
      // Its time is when the build began, so that a file changed meanwhile counts as newer.
      writeFileSync(join(dist, 'built'), '');
      utimesSync(join(dist, 'built'), begun, begun);
    },
  },
});
