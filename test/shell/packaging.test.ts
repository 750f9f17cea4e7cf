import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);
const { load } = require('js-yaml') as { load: (text: string) => unknown }; // the reader electron-builder itself uses

const schema = z.record(z.string(), z.unknown()).parse(require('app-builder-lib/scheme.json'));
const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
const config = load(readFileSync(join(root, 'electron-builder.yml'), 'utf8'));

const Config = z.looseObject({
  electronFuses: z.record(z.string(), z.boolean()),
  files: z.array(z.string()),
  asarUnpack: z.array(z.string()),
  publish: z.null(),
  mac: z.looseObject({ entitlements: z.string(), entitlementsInherit: z.string(), hardenedRuntime: z.literal(true) }),
});

test('electron-builder knows every setting, and would refuse one it does not know', () => {
  expect(validate(config), JSON.stringify(validate.errors)).toBe(true);
  expect(validate({ ...Config.parse(config), electronFuse: {} })).toBe(false);
});

test('every way around the sandbox is switched off', () => {
  expect(Config.parse(config).electronFuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  });
});

test('what it names is there, and the ways in for development stay out', () => {
  const { files, mac } = Config.parse(config);
  for (const folder of [
    'forms',
    'rules',
    'resources',
    'resources/meldcode',
    'resources/fonts',
    mac.entitlements,
    mac.entitlementsInherit,
  ]) {
    expect(existsSync(join(root, folder)), folder).toBe(true);
  }
  expect(files).toContain('!dist/{loopback,cli,batch-worker}.js');
});

test('every native package is unpacked from the archive', () => {
  expect(Config.parse(config).asarUnpack).toContain('**/*.node');
});
