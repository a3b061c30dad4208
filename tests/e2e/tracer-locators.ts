import type { Locator, Page } from '@playwright/test';

/** The walk, on the tracer's page or in a chapter. */
export const walk = (page: Page): Locator => page.getByRole('group', { name: '包走过的路' });

/** The step that the walk stands at. */
export const current = (page: Page): Locator => walk(page).locator('[aria-current="step"]');

/** How the walk ends. */
export const outcome = (page: Page): Locator => walk(page).locator('.outcome');
