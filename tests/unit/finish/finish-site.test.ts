import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { finishSite } from '../../../src/finish/finish-site.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'docker-network-notes-'));
  mkdirSync(join(root, '_astro'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const sheet = `
  :root{--used:red;--drawn:blue;--unused:green}
  .md\\:shown,.said{color:var(--used)}
  .gone{color:green}
  .done[data-done]{color:red}
  kbd:where(.astro-aa11aa11){color:red}`;

async function finish(body: string, base = '/'): Promise<{ page: string; css: string }> {
  writeFileSync(join(root, '_astro', 'main.css'), sheet);
  writeFileSync(join(root, '_astro', 'main.js'), "element.className = 'said'");
  const head = `<meta charset="utf-8"><title>t</title><link rel="stylesheet" href="${base}_astro/main.css">`;
  writeFileSync(
    join(root, 'index.html'),
    `<!doctype html><html><head>${head}</head><body>${body}</body></html>`,
  );
  await finishSite(root, base);
  const css = readdirSync(join(root, '_astro')).filter((name) => name.endsWith('.css'));
  expect(css).toHaveLength(1);
  return {
    page: readFileSync(join(root, 'index.html'), 'utf8'),
    css: readFileSync(join(root, '_astro', css[0] ?? ''), 'utf8'),
  };
}

function policyIn(page: string): string {
  const policy = /http-equiv="content-security-policy" content="([^"]*)"/.exec(page)?.[1];
  expect(policy).toBeDefined();
  return policy ?? '';
}

test('the policy comes first, names each inline script by its hash, and has no unsafe exception', async () => {
  const { page } = await finish('<script>\n  const a = 1;\n  console.log( a );\n</script>');
  const policy = policyIn(page);
  expect(page.indexOf('content-security-policy')).toBeLessThan(page.indexOf('<title>'));
  expect(policy).not.toMatch(/unsafe|\*/);
  expect(policy).toMatch(/^default-src 'self';/);
  const source = /<script>([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '';
  expect(source).toContain('console.log');
  expect(policy).toContain(`'sha256-${createHash('sha256').update(source).digest('base64')}'`);
});

test('rules that nothing matches are dropped; what scripts, attributes and drawings use stays', async () => {
  const { css } = await finish(
    '<p class="md:shown">a</p><p class="done">b</p><svg><path fill="var(--drawn)"/></svg>',
  );
  expect(css).toContain('.md\\:shown');
  expect(css).toContain('.said');
  expect(css).toContain('.done[data-done]');
  expect(css).toContain('--drawn');
  expect(css).not.toMatch(/gone|--unused/);
});

test('style attributes become classes of the sheet', async () => {
  const { page, css } = await finish('<i style="margin: 0;">a</i><i class="b" style="margin: 0;">c</i>');
  expect(page).not.toContain('style=');
  expect(page).toContain('<i class="s0">a</i><i class="b s0">c</i>');
  expect(css).toContain(':root .s0{margin: 0}');
});

test('inline modules go to one file below the base path', async () => {
  const { page } = await finish(
    '<script type="module">var e=1;</script><script type="module">var e=2;</script>',
    '/notes/',
  );
  expect(page).toMatch(/<script type="module" src="\/notes\/_astro\/page\.[\w-]{8}\.js">/);
  expect(page.match(/<script/g)).toHaveLength(1);
  const file = readdirSync(join(root, '_astro')).find((name) => name.startsWith('page.')) ?? '';
  expect(readFileSync(join(root, '_astro', file), 'utf8')).toBe('(()=>{var e=1;})();\n(()=>{var e=2;})();');
});

test('a scope class stays only where a rule of its scope could match, under a short name', async () => {
  const { page, css } = await finish(
    '<kbd class="astro-aa11aa11">astro-aa11aa11</kbd><i class="astro-aa11aa11">b</i>',
  );
  expect(page).toContain('<kbd class="z0">astro-aa11aa11</kbd><i>b</i>');
  expect(css).toContain('kbd:where(.z0)');
});

test('a scope that a script names keeps its name', async () => {
  writeFileSync(join(root, '_astro', 'other.js'), "element.querySelector('.astro-aa11aa11')");
  const { page, css } = await finish('<kbd class="astro-aa11aa11">a</kbd>');
  expect(page).toContain('<kbd class="astro-aa11aa11">a</kbd>');
  expect(css).toContain('kbd:where(.astro-aa11aa11)');
});

test('a script that only imports another is skipped', async () => {
  writeFileSync(join(root, '_astro', 'entry.js'), 'import"./element.js";\n');
  writeFileSync(join(root, '_astro', 'two.js'), 'import"./element.js";start();\n');
  const { page } = await finish(
    '<script type="module" src="/_astro/entry.js"></script><script type="module" src="/_astro/two.js"></script>',
  );
  expect([...page.matchAll(/src="([^"]*)"/g)].map(([, src]) => src)).toEqual([
    '/_astro/element.js',
    '/_astro/two.js',
  ]);
});

test('nothing is painted before the first screen has come', async () => {
  const long = '字'.repeat(1600);
  const { page } = await finish(
    `<main><h1 id="_top">a</h1><p>${long}</p><h2 id="第二节">b</h2><h2 id="c">c</h2></main>`,
  );
  expect(page).toContain(
    `<link rel="expect" href="#${encodeURIComponent('第二节')}" blocking="render"></head>`,
  );
});

test('a short page is painted when all of its text has come', async () => {
  const { page } = await finish('<main><h1 id="_top">a</h1><p>b</p></main>');
  expect(page).toContain('<link rel="expect" href="#last-of-main" blocking="render">');
  expect(page).toContain('<p id="last-of-main">b</p>');
});

test('a page of one table is painted when its last row has come', async () => {
  const { page } = await finish(
    '<main><table><tr id="first"><td>a</td></tr><tr><td><a id="end">b</a></td></tr></table></main>',
  );
  expect(page).toContain('<link rel="expect" href="#end" blocking="render">');
});

test('the sheets for paper of a page are one, which no screen waits for', async () => {
  const sheets = { 'frame.css': 'nav{display:none}', 'text.css': 'pre{white-space:pre-wrap}' };
  const links = Object.keys(sheets).map(
    (name) => `<link rel="stylesheet" href="/_astro/${name}" media="print">`,
  );
  for (const [name, css] of Object.entries(sheets)) writeFileSync(join(root, '_astro', name), css);
  const between = '<style>nav{display:block}</style>';
  const html = `<!doctype html><html><head><title>t</title>${links.join(between)}</head><body></body></html>`;
  writeFileSync(join(root, 'index.html'), html);
  writeFileSync(join(root, 'single.html'), html.replace(links[1] ?? '', ''));
  await finishSite(root, '/');
  for (const [name, wanted, order] of [
    // Where the last one stood, so that it still changes what stands before that.
    ['index.html', Object.values(sheets), [false, true]],
    ['single.html', ['nav{display:none}'], [true, false]],
  ] as const) {
    const found = readFileSync(join(root, name), 'utf8').match(/<link [^>]*rel="stylesheet"[^>]*>/g) ?? [];
    expect(found.map((link) => link.includes('media="print"'))).toEqual(order);
    const forPaper = found.find((link) => link.includes('media="print"')) ?? '';
    const file = /_astro\/([^"]+)/.exec(forPaper)?.[1] ?? '';
    expect(readFileSync(join(root, '_astro', file), 'utf8').split('\n')).toEqual(wanted);
  }
  expect(readdirSync(join(root, '_astro'))).not.toContain('frame.css');
});
