import type { z } from 'zod';
import type { Content } from '#host/library.ts';
import { content as whole } from './content.ts';

/** The content of the repository with a small fault put into it. */

export type Json = z.infer<ReturnType<typeof z.json>>;
export type JsonObject = { [key: string]: Json };

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;

/** Content with one file changed as text. */
export const changed = (content: Content, path: string, change: (text: string) => string): Content => ({
  files: content.files.map((file) => (file.path === path ? { path, text: change(file.text) } : file)),
});

/** Content with one file changed as what it holds. */
export const edited = (path: string, edit: (value: JsonObject) => void, content: Content = whole): Content =>
  changed(content, path, (text) => {
    const value: unknown = JSON.parse(text);
    if (!isObject(value)) throw new Error(`${path} holds no object`);
    edit(value);
    return JSON.stringify(value);
  });

/** Goes down into parsed JSON, to the thing itself; a test that lost its way must say so. */
export const at = (value: JsonObject, ...path: readonly (string | number)[]): JsonObject => {
  const found = path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
  if (!isObject(found)) throw new Error(`Nothing at ${path.join('.')}`);
  return found;
};

/** The one in a list that goes by this name. */
export const one = (file: JsonObject, list: string, key: string, name: string): JsonObject => {
  const all = file[list];
  const index = Array.isArray(all)
    ? all.findIndex((each) => isObject(each) && !Array.isArray(each) && each[key] === name)
    : -1;
  return at(file, list, index);
};

/** A question of a form, in whatever section it stands. */
export const item = (form: JsonObject, id: string): JsonObject => {
  const sections = Array.isArray(form.sections) ? form.sections.filter(isObject) : [];
  const section = sections.find(
    ({ items }) =>
      Array.isArray(items) && items.some((each) => isObject(each) && !Array.isArray(each) && each.id === id),
  );
  if (section === undefined || Array.isArray(section)) throw new Error(`No question ${id}`);
  return one(section, 'items', 'id', id);
};

/** Adds to a list. */
export const add = (file: JsonObject, list: string, ...more: readonly Json[]): void => {
  const had = file[list] ?? [];
  if (!Array.isArray(had)) throw new Error(`${list} is no list`);
  file[list] = [...had, ...more];
};

export const leaf = (fact: string, operator: string, value: Json): JsonObject => ({ fact, operator, value });
