import { expect, test } from 'vitest';
import { pageMarkdown } from '../../../src/markdown/page/page-markdown.ts';

const page = (
  content: string,
) => `<!doctype html><html><head><meta name="description" content="一句话"></head>
<body><h1 id="_top">标题</h1><div class="sl-markdown-content">${content}</div></body></html>`;

const transcript = `<dn-transcript data-cast="x.cast"><figure class="transcript"><figcaption><span class="title">一幕</span>
<button data-copy-all="no">复制全部</button></figcaption><div class="command" data-command="0"><div class="typed"><pre>root@host:~# <kbd>docker run -it alpine sh</kbd></pre><span class="tools"><button>x</button></span></div></div><div class="command" data-command="1"><p class="where">在容器里</p><div class="typed"><pre>/ # <kbd>echo '\`\`\`' &lt;b&gt;</kbd></pre></div><pre class="output">\`\`\` &lt;b&gt;
two</pre><p class="status">退出状态 1</p></div><p class="provenance"><span>录自 Docker 28</span><span>脚本</span><span>下载</span></p></figure></dn-transcript>`;

test('a transcript becomes console blocks, one for each place', async () => {
  expect(await pageMarkdown(page(transcript), { path: 'x/' })).toBe(`# 标题

> 一句话

**一幕**

\`\`\`console
root@host:~# docker run -it alpine sh
\`\`\`

在容器里

\`\`\`\`console
/ # echo '\`\`\`' <b>
\`\`\` <b>
two
# ↑ 退出状态 1
\`\`\`\`

录自 Docker 28
`);
});

test('links lead from anywhere once the address of the site is known', async () => {
  const html = page('<p><a href="#a">here</a> <a href="/notes/dns/">there</a></p>');
  expect(await pageMarkdown(html, { site: 'https://example.org/notes/', path: 'x/' })).toContain(
    '[here](https://example.org/notes/x/#a) [there](https://example.org/notes/dns/)',
  );
  expect(await pageMarkdown(html, { path: 'x/' })).toContain('[here](#a) [there](/notes/dns/)');
});

test('text of the page stays text: no HTML gets through', async () => {
  const markdown = await pageMarkdown(
    page('<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><script>alert(2)</script>'),
    {
      path: 'x/',
    },
  );
  expect(markdown).toContain('\\<script>alert(1)\\</script>');
  expect(markdown).not.toContain('alert(2)');
});
