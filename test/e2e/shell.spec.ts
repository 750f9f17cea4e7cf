import { expect, test } from './app.ts';

test('Baken opens on a fresh folder, and again after a restart', async ({ start }) => {
  const first = await start();
  await expect(first.page).toHaveTitle(/Baken/);
  await expect(first.page.getByRole('heading').first()).toBeVisible();
  await first.close();
  const second = await start();
  await expect(second.page.getByRole('heading').first()).toBeVisible();
});

test('the page can reach nothing but its own host', async ({ start }) => {
  const { page, complaints } = await start();
  const reached = await page.evaluate(async () => {
    const tries = ['https://example.org/', 'http://127.0.0.1:9/', 'http://localhost/'];
    const results = await Promise.allSettled(tries.map((address) => fetch(address, { mode: 'no-cors' })));
    return results.map(({ status }) => status);
  });
  expect(reached).toEqual(['rejected', 'rejected', 'rejected']);
  await expect.poll(() => complaints.length).toBeGreaterThanOrEqual(6); // two for each address
  for (const complaint of complaints.splice(0)) expect(complaint).toMatch(/content security policy/i);
});

test('a page cannot be made to run what it was not built with', async ({ start }) => {
  const { page, complaints } = await start();
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    return 'injected' in window;
  });
  expect(ran).toBe(false);
  await expect.poll(() => complaints.splice(0)).toEqual([expect.stringMatching(/violates .*script-src 'self'/)]);
});
