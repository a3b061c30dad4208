import { createElement, withCode } from './create-element.ts';
import type { Strings } from './strings.ts';

/** Longer lines are cut around the mistake. */
const mostShown = 64;

/** A mistake in a pasted text: the line, with a caret under its place, and what is wrong. */
export function errorView(
  text: string,
  error: { line: number; column: number; problem: string },
  strings: Strings,
): HTMLElement {
  const { line, column, problem } = error;
  const whole = text.split('\n', line)[line - 1] ?? '';
  const from = Math.max(0, Math.min(column - 1 - mostShown / 2, whole.length - mostShown));
  const shown = whole.slice(from, from + mostShown).replaceAll('\t', ' ');
  const prefix = from > 0 ? '…' : '';
  const caret = `${' '.repeat(prefix.length + Math.max(0, column - 1 - from))}^`;
  return createElement(
    'div',
    { class: 'mistake', role: 'alert' },
    createElement(
      'p',
      {},
      createElement('strong', {}, strings.own.error(line, column)),
      ...withCode(problem),
    ),
    createElement('pre', {}, `${prefix}${shown}\n${caret}`),
  );
}
