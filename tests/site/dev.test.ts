import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';
import { launchChromium } from '../../src/markdown/chromium.ts';
import { ownEnvironment } from '../support/own-environment.ts';
import { withChapter } from '../support/with-chapter.ts';

const longMs = 120_000;

/** Runs `astro dev` on a copy of the sources. @throws Error with what it said when it ends before it serves */
async function withDev(root: string, use: (address: string) => Promise<void>): Promise<void> {
  const dev = spawn('astro', ['dev', '--ignore-lock'], { cwd: root, env: ownEnvironment() });
  const ended = new Promise<void>((resolve) => dev.once('close', () => resolve()));
  let said = '';
  try {
    const address = await new Promise<string>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        said += chunk.toString();
        const [found] = /http:\/\/localhost:\d+\//.exec(said) ?? [];
        if (found !== undefined) resolve(found);
      };
      dev.stdout.on('data', read);
      dev.stderr.on('data', read);
      void ended.then(() => reject(new Error(`astro dev ended:\n${said}`)));
    });
    await use(address);
  } finally {
    dev.kill();
    await ended;
  }
}

test(
  'who writes sees a change of the text and of a tape at once',
  () =>
    withChapter({}, (root) =>
      withDev(root, async (address) => {
        const browser = await launchChromium();
        try {
          const page = await browser.newPage();
          await page.goto(`${address}network-basics/`, { timeout: longMs });
          const appears = (role: 'heading' | 'figure', text: string) =>
            page.getByRole(role).filter({ hasText: text }).first().waitFor({ timeout: longMs });
          const change = (name: string, from: string | RegExp, to: string) => {
            const path = join(root, 'content/chapters/01-network-basics', name);
            writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
          };
          await appears('heading', 'Docker 网络基础');
          change('none.tape.yaml', /zh: [^,]+/, 'zh: 另一个标题');
          await appears('figure', '另一个标题');
          change('zh.mdx', /^title: .*$/m, 'title: 另一章');
          await appears('heading', '另一章');
        } finally {
          await browser.close();
        }
      }),
    ),
  longMs * 4,
);
