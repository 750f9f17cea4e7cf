import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { expect } from './app.ts';

/** What holds for every screen: the machine-checkable part of WCAG 2.2 AA in light and dark, and room at 200 % text. */

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** Of all rules of these levels the ones that look at a colour: between light and dark nothing else differs. */
const ofColour = ['color-contrast', 'link-in-text-block'];

/** What breaks a rule on this page, a text each. Runs in the page itself, which is one frame. */
const broken = async (page: Page, only: axe.RunOnly): Promise<readonly string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (runOnly) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, { runOnly });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  }, only);
};

/** In these colours, with nothing on its way to another: that is no colour to judge, by rule or by eye. */
const inColours = async (page: Page, colorScheme: 'light' | 'dark'): Promise<void> => {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.evaluate(async () => {
    const changing = document.getAnimations().filter((each) => each instanceof CSSTransition);
    await Promise.allSettled(changing.map(({ finished }) => finished));
  });
};

const clean = async (page: Page, screen: string): Promise<void> => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await inColours(page, colorScheme);
    const rules: axe.RunOnly =
      colorScheme === 'light' ? { type: 'tag', values: levels } : { type: 'rule', values: ofColour };
    expect.soft(await broken(page, rules), `${screen}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' });
};

/** At 200 % text, which is half the window in its own pixels, nothing may need scrolling sideways. */
const fits = async (page: Page, screen: string): Promise<void> => {
  const size = page.viewportSize() ?? { width: 1280, height: 720 };
  await page.setViewportSize({ width: 640, height: 720 });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(over, `${screen} is wider than the window`).toBeLessThanOrEqual(0);
  await page.setViewportSize(size);
};

/** The windows that are photographed: a laptop, a large screen, and 200 % text on the first. */
const windows = { laptop: [1280, 800], large: [1920, 1080], '200': [640, 800] } as const;

/** Takes pictures to judge by eye, when `BAKEN_PICTURES` names a folder for them. */
export const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env.BAKEN_PICTURES;
  if (!folder) return;
  const size = page.viewportSize() ?? { width: 1280, height: 720 };
  await inColours(page, 'light');
  const file = name.replaceAll(/[^\p{L}\d]+/gu, '-');
  for (const [window, [width, height]] of Object.entries(windows)) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: `${folder}/${file}-${window}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await inColours(page, 'dark');
  await page.screenshot({ path: `${folder}/${file}-dark.png`, fullPage: true });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' });
  await page.setViewportSize(size);
};

export const checkScreen = async (page: Page, screen: string): Promise<void> => {
  await clean(page, screen);
  await fits(page, screen);
  await picture(page, screen);
};
