import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './app.ts';

/** What holds for every screen: the machine-checkable part of WCAG 2.2 AA in light and dark, and room at 200 % text. */

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** Of all rules of these levels the ones that look at a colour: between light and dark nothing else differs. */
const ofColour = ['color-contrast', 'link-in-text-block'];

const clean = async (page: Page, screen: string): Promise<void> => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // a colour that is still on its way to another is no colour to judge
    await page.evaluate(async () => {
      const changing = document.getAnimations().filter((each) => each instanceof CSSTransition);
      await Promise.allSettled(changing.map(({ finished }) => finished));
    });
    const axe = new AxeBuilder({ page });
    const { violations } = await (colorScheme === 'light' ? axe.withTags(levels) : axe.withRules(ofColour)).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
    expect.soft(found, `${screen}, ${colorScheme}`).toEqual([]);
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

export const checkScreen = async (page: Page, screen: string): Promise<void> => {
  await clean(page, screen);
  await fits(page, screen);
};
