import { expect, type Page } from '@playwright/test';

/** An emulated machine beside other work: it is waited for as long as it takes. */
export const slow = { timeout: 120_000 };

export const panel = (page: Page) => page.getByRole('region', { name: '实验机' });
export const state = (page: Page) => panel(page).locator('.lab-state');
export const notice = (page: Page) => panel(page).locator('.lab-notice');
export const screen = (page: Page) => panel(page).locator('.lab-screen:visible .xterm-rows');
export const act = (page: Page, key: string) => page.locator(`dn-transcript[data-lab="${key}"]`);

export async function startAct(page: Page, key: string): Promise<void> {
  await act(page, key).locator('[data-lab-act]').click();
}

/** Opens a chapter and runs one of its acts on a machine that is downloaded for it. */
export async function openWith(page: Page, key: string): Promise<void> {
  await page.goto(`/${key.split('/')[0]}/`);
  await startAct(page, key);
  const start = panel(page).getByRole('button', { name: '开机' });
  await expect(start).toBeInViewport({ ratio: 1 });
  await start.click();
  await expect(state(page)).toHaveText(/运行中/, slow);
}

/** Waits until an act has run to its end. */
export async function finish(page: Page, title: string): Promise<void> {
  await expect(notice(page)).toHaveText(new RegExp(`运行完了：${title}`), slow);
}

/** Types as a reader does, and waits for what comes of it. */
export async function typeCommand(page: Page, command: string, expected: string | RegExp): Promise<void> {
  await panel(page).locator('.lab-screen:visible').click();
  await page.keyboard.type(command);
  await page.keyboard.press('Enter');
  await expect(screen(page)).toContainText(expected, slow);
}
