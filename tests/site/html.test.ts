import { HtmlValidate } from 'html-validate';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtPages, root } from './built-pages.ts';

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // Starlight writes its table of contents twice, for wide and for narrow windows, and shows one. What is shown is
    // axe's to judge, in the end-to-end tests.
    'unique-landmark': 'off',
    // A recommendation, not the standard: outside a form the type of a button does not matter.
    'no-implicit-button-type': 'off',
  },
});

test.each(builtPages())('%s is valid HTML', async (page) => {
  const { results } = await validator.validateString(readFileSync(join(root, page), 'utf8'), page);
  expect(
    results.flatMap(({ messages }) =>
      messages.map(({ line, column, ruleId, message }) => `${line}:${column} ${ruleId}: ${message}`),
    ),
  ).toEqual([]);
});

test('the validator does find mistakes', async () => {
  const { valid } = await validator.validateString('<!doctype html><p><div></p><i id="a"></i><b id="a"></b>');
  expect(valid).toBe(false);
});
