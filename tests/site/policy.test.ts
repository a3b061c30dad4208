import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtPages, root } from './built-pages.ts';

test.each(builtPages())('%s allows its own files and the scripts that stand in it, nothing else', (page) => {
  const html = readFileSync(join(root, page), 'utf8');
  const policy = /<meta http-equiv="content-security-policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
  const inline = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, source = '']) => `'sha256-${createHash('sha256').update(source).digest('base64')}'`,
  );
  // The machine is WebAssembly, and its clock a worker made from a Blob; a page without its place allows neither.
  const hasMachine = html.includes('<dn-lab');
  const directives = policy.split(';').map((directive): [string, string[]] => {
    const [name = '', ...sources] = directive.split(' ');
    return [name, sources.sort()];
  });
  expect(directives).toEqual([
    ['default-src', ["'self'"]],
    ['script-src', ["'self'", ...new Set(inline), ...(hasMachine ? ["'wasm-unsafe-eval'"] : [])].sort()],
    ['style-src', ["'self'"]],
    ['worker-src', ["'self'", ...(hasMachine ? ['blob:'] : [])]],
    ['img-src', ["'self'", 'data:']],
    ['object-src', ["'none'"]],
    ['base-uri', ["'none'"]],
    ['form-action', ["'none'"]],
  ]);
  expect(html).not.toMatch(/<[^>]+\s(style|on\w+)=|<style|javascript:/);
  // Nothing from another host, where a browser would fetch it by itself.
  expect(html).not.toMatch(
    /<(?:script|img|iframe|source|video|audio)[^>]*\s(?:src|srcset)="(?:https?:)?\/\//,
  );
  expect(html).not.toMatch(/<link[^>]*rel="(?:stylesheet|preload|modulepreload)"[^>]*href="(?:https?:)?\/\//);
});
