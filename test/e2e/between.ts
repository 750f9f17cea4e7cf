import type { Page } from '@playwright/test';
import type { Door } from '#host/dispatch.ts';
import { overLine, withLine } from '#host/line.ts';
import { callPath, decode, encode } from '#host/wire.ts';

type Reply = Awaited<ReturnType<Door>>;
/** Gives another answer to a call, or nothing; `really` asks the host. */
export type Otherwise = (name: string, really: () => Promise<Reply>) => Promise<Reply> | undefined;

const standing = new WeakMap<Page, Otherwise[]>();

const decoded = (text: string): unknown => {
  const { ok, ...rest } = decode(text);
  if (!ok) throw new Error('What passed between page and host cannot be read');
  return 'value' in rest ? rest.value : undefined;
};

/** Stands between the page and its host with a line to each, so that the page can be told what is not so now. */
export const answerOtherwise = async (page: Page, otherwise: Otherwise): Promise<void> => {
  const known = standing.get(page);
  if (known !== undefined) return void known.unshift(otherwise);
  const all = [otherwise];
  standing.set(page, all);
  const host = overLine(async (name, input) => {
    const { origin } = new URL(page.url());
    const headers = { origin, 'content-type': 'application/json' };
    const data = Buffer.from(encode({ name, input }));
    const response = await page.request.post(`${origin}${callPath}`, { headers, data, timeout: 0 });
    return decoded(await response.text()) as Reply; // the loopback sends what a door gives
  });
  const screen = withLine((name, input) => {
    const really = () => host(name, input);
    for (const one of all) {
      const other = one(String(name), really);
      if (other !== undefined) return other;
    }
    return really();
  });
  await page.route('**/call', async (route) => {
    const { name, input } = decoded(route.request().postData() ?? '') as { name: unknown; input: unknown };
    try {
      const reply = await screen(name, input);
      await route.fulfill({ contentType: 'application/json', body: encode(reply) });
    } catch (error) {
      if (!page.isClosed()) throw error; // a page that is gone needs no answer
    }
  });
};
