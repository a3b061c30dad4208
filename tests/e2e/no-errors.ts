import { test as base } from '@playwright/test';

export { expect } from '@playwright/test';

/** Any error of the page fails the test, but for those that the test is about (`expectedErrors`). */
export const test = base.extend<{ noErrors: undefined; expectedErrors: RegExp | undefined }>({
  expectedErrors: [undefined, { option: true }],
  noErrors: [
    async ({ page, expectedErrors }, use) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
      });
      await use(undefined);
      base.expect(errors.filter((error) => !expectedErrors?.test(error))).toEqual([]);
    },
    { auto: true },
  ],
});
