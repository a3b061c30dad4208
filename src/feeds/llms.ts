import type { AstroIntegration } from 'astro';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isReference, listFolders, slugOfFolder } from '../chapters.ts';

/** The first heading and the quoted description that a page's Markdown begins with. */
function headOf(markdown: string): { title: string; description: string } {
  return {
    title: /^# (.+)$/m.exec(markdown)?.[1] ?? '',
    description: /^> (.+)$/m.exec(markdown)?.[1] ?? '',
  };
}

/**
 * Writes `llms.txt`, an index of the pages as Markdown for programs that read (https://llmstxt.org), and
 * `llms-full.txt`, all of them in one file. The Markdown of the pages must be there.
 */
export function llmsTexts(): AstroIntegration {
  let base = '/';
  return {
    name: 'llms-texts',
    hooks: {
      'astro:config:done': ({ config }) => {
        const path = config.base.replace(/\/?$/, '/');
        base = config.site === undefined ? path : new URL(path, config.site).href;
      },
      'astro:build:done': ({ dir }) => {
        const root = fileURLToPath(dir);
        const pages = listFolders().map((folder) => {
          const slug = slugOfFolder(folder);
          const markdown = readFileSync(join(root, `${slug}.md`), 'utf8');
          return { slug, markdown, isReference: isReference(folder), ...headOf(markdown) };
        });
        const list = (wanted: boolean) =>
          pages
            .filter((page) => page.isReference === wanted)
            .map(({ slug, title, description }) => `- [${title}](${base}${slug}.md): ${description}`)
            .join('\n');
        const head =
          '# Docker 网络实录\n\n> 可以运行的容器网络笔记：每一行终端输出都录自真实的 Docker 守护进程，写明引擎、内核与 iptables 的版本。\n';
        writeFileSync(
          join(root, 'llms.txt'),
          `${head}\n全部章节在一个文件里：[llms-full.txt](${base}llms-full.txt)\n\n## 章节\n\n${list(false)}\n\n## 附录\n\n${list(true)}\n`,
        );
        writeFileSync(
          join(root, 'llms-full.txt'),
          `${head}\n${pages.map(({ markdown }) => markdown.trim()).join('\n\n---\n\n')}\n`,
        );
      },
    },
  };
}
