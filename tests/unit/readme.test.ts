import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { aims, budgets } from '../support/budgets.ts';

const readme = readFileSync('README.md', 'utf8');

/** Of every table of the README with that column: what each row says in it, where it is a number. */
function numbersIn(column: string): [row: string, said: string][] {
  return [...readme.matchAll(/(?:^\|.*\|\n)+/gm)].flatMap(([table]) => {
    const [head = [], , ...rows] = table
      .trim()
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()));
    const at = head.indexOf(column);
    return rows
      .map((cells): [string, string] => [cells[1] ?? '', cells[at] ?? ''])
      .filter(([, said]) => /\d/.test(said));
  });
}

const kB = (bytes: number) => `${bytes / 1000} kB`;

test('the limits that the README states are those that the tests hold', () => {
  expect(numbersIn('Limit')).toEqual([
    ['Lighthouse, mobile: performance; accessibility, practices, SEO', `≥ ${budgets.lighthouse}; 100`],
    [
      'All that a page loads before it is touched (Brotli); the tracer',
      `${kB(budgets.totalBytes)}, ${budgets.requests} files; ${kB(budgets.tracerBytes)}`,
    ],
    ['What the first paint waits for: page and style sheet', kB(budgets.criticalBytes)],
    ['Build of all chapters, processor time', `${budgets.buildS} s`],
  ]);
});

test('the aims that the README states are those of the benches', () => {
  const { seekRatio, sandboxS, parseMs, traceMs, small, docker } = aims;
  expect(numbersIn('Aim')).toEqual([
    ['Build of all chapters, processor time', `< ${budgets.buildS} s`],
    [
      'Heaviest chapter before it is touched; critical (Brotli)',
      `${kB(budgets.totalBytes)}; ${kB(budgets.criticalBytes)}`,
    ],
    ['The tracer before it is touched', kB(budgets.tracerBytes)],
    ['Lighthouse, mobile, 21 pages', `≥ ${budgets.lighthouse}; 100`],
    ["Seek in ten minutes at 200 lines a second, asciinema-player's time to ours", `≥ ${seekRatio} ×`],
    ['The same at 20 lines a second, where ours waits for the next frame', `≥ ${seekRatio} ×`],
    ['Sandbox with its daemon', `≤ ${sandboxS} s`],
    ['Tracer: parse 5,500 rules, the first time; trace', `${parseMs} ms; ${traceMs} ms`],
    [
      'Small machine: download; from there to the prompt; from reset to the prompt',
      `${small.downloadMB} MB; ${small.promptS} s; ${small.resetS} s`,
    ],
    ['Docker machine: the same', `${docker.downloadMB} MB; ${docker.promptS} s; ${docker.resetS} s`],
    ['`docker ps` right after the prompt; again', `${docker.listS} s`],
    ['`docker run --rm alpine true`, the first time; again', `${docker.firstRunS} s; ${docker.runS} s`],
  ]);
});
