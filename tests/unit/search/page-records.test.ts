import { expect, test } from 'vitest';
import { readPage } from '../../../src/search/page-records.ts';

const html = `<!doctype html><html><head><meta name="description" content="关于网桥"></head><body>
<h1 id="_top">标题</h1><button>复制</button><div class="sl-markdown-content">
<p>开头，<strong>网桥</strong>（bridge）</p>
<h2 id="one">第一节</h2><p>正文</p><figure><svg aria-label="一张图"><text>图里的字</text></svg></figure>
<div class="command" data-copy="ip a" id="act-1"><div class="typed"><pre><span class="prompt"># </span><kbd>ip a</kbd></pre><span class="tools"><a>#</a></span></div><pre class="output">lo</pre></div>
<div class="command" data-copy="ip a" id="act-1-docker-20"><pre class="output">old lo</pre></div>
<p class="provenance" data-pagefind-ignore>录自</p><figure class="difference">差别</figure>
<h3 id="two">第二节</h3><script>no()</script><p>尾</p></div></body></html>`;

test('a page is read as itself, headings, sections, terms and commands', () => {
  const page = readPage(html);
  expect(page?.title).toBe('标题');
  const records = page?.records.map(({ kind, anchor, title, text }) => [
    kind,
    anchor,
    title,
    text.replace(/\s+/g, ' ').trim(),
  ]);
  expect(records).toEqual([
    ['chapter', undefined, '标题', '标题'],
    ['description', undefined, '标题', '关于网桥'],
    ['section', undefined, '标题', '开头，网桥（bridge）'],
    ['term', undefined, '标题', '网桥'],
    ['heading', 'one', '第一节', '第一节'],
    ['section', 'one', '第一节', '正文 一张图 ip a lo'],
    ['command', 'act-1', 'ip a', 'ip a lo'],
    ['variant', 'act-1', 'ip a', 'old lo'],
    ['heading', 'two', '第二节', '第二节'],
    ['section', 'two', '第二节', '尾'],
  ]);
});

test('a page without text is none', () => {
  expect(readPage('<h1>x</h1>')).toBeUndefined();
});
