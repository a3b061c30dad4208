import { stringify } from 'yaml';
import { serializeCast } from '../../src/core/asciicast/serialize.ts';
import type { CastEvent } from '../../src/core/asciicast/cast.ts';
import { markup, sequences } from '../fixtures/hostile.ts';
import { buildWithChapter } from '../support/with-chapter.ts';
import { SiteServer } from '../support/site-server.ts';
import { expect, test } from './no-errors.ts';

const all = markup.join(' ');
const command = `echo '${all}'`;

/** A tape, its recordings on two engines and a capture that hold markup wherever text can stand. */
function crafted(engine: string): string {
  const events: CastEvent[] = [
    { timeS: 0, code: 'o', data: `\x1b]133;A\x07${all}# \x1b]133;B\x07` },
    { timeS: 1, code: 'm', data: all },
    { timeS: 1, code: 'o', data: `${command}\r\n\x1b]133;C\x07${engine}\r\n${markup.join('\r\n')}\r\n` },
    { timeS: 2, code: 'o', data: `\x1b]133;D;1\x07\x1b]133;A\x07# \x1b]133;B\x07` },
    { timeS: 2, code: 'm', data: all },
    { timeS: 2, code: 'o', data: `${command}\r\n\x1b]133;C\x07${sequences.join('\r\n')}\x1b\\\x1b[?1049l` },
    { timeS: 3, code: 'o', data: `\r\n${markup.join('\r\n')}\r\nthe end` },
  ];
  const notes = {
    format: 1,
    act: 'crafted',
    engine,
    docker: all,
    kernel: all,
    iptables: all,
    os: all,
    images: [{ name: all, standIn: true, from: all }],
    tapeHash: all,
    commands: ['crafted-1', 'crafted-2'].map((id) => {
      return {
        id,
        kind: 'run',
        run: command,
        host: all,
        terminal: all,
        inside: [],
        exit: 1,
        volatile: false,
      };
    }),
  };
  const header = { version: 2 as const, width: 80, height: 24, timestamp: 0, title: all, 'x-notes': notes };
  return serializeCast({ header, events });
}

const page = `---
title: 硬闯
description: ${JSON.stringify(all)}
---

import Output from '~/components/Output.astro';
import Recipe from '~/components/Recipe.astro';
import Rule from '~/components/Rule.astro';
import Transcript from '~/components/Transcript.astro';

<Transcript act="crafted" />

<Output act="crafted" command="crafted-1" match="<img .*" />

<Rule act="crafted" table="filter" chain="INPUT" match="img" />

<Recipe chapter="crafted" act="crafted" command="crafted-1">任务</Recipe>
`;

const files = {
  'zh.mdx': page,
  'crafted.tape.yaml': stringify({
    title: { zh: all },
    engines: ['docker-28', 'docker-26'],
    steps: [1, 2].map(() => ({ run: command, exit: 1 })),
  }),
  '+recorded/docker-28/crafted.cast': crafted('docker-28'),
  '+recorded/docker-26/crafted.cast': crafted('docker-26'),
  '+recorded/docker-28/crafted.rules': `*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -m comment --comment "${markup[1].replaceAll('"', '\\"')}" -j DROP\nCOMMIT\n`,
};

test('a crafted chapter runs no script: in its page, its player, its search, its Markdown', async ({
  page,
}) => {
  test.slow();
  await buildWithChapter(files, async (dist) => {
    const server = await new SiteServer(dist).start();
    try {
      // An error of the page would fail the test as well: a picture that was made would not load.
      page.on('dialog', (dialog) => void dialog.dismiss());
      await page.goto(`${server.address}crafted/`);
      const title = await page.title();
      const hacked = () => page.evaluate(() => 'hacked' in window);
      const content = page.locator('.sl-markdown-content');
      await expect(content.locator('#crafted-1')).toContainText('<img src=x onerror="window.hacked = 1">');
      await expect(content.locator('img, iframe, svg[onload]')).toHaveCount(0);
      for (const tab of await page.getByRole('tab').all()) await tab.click();
      await page.getByRole('tab').first().click();

      await content.getByRole('button', { name: '播放', exact: true }).first().click();
      const player = page.getByRole('region', { name: /^播放器/ });
      const slider = player.getByRole('slider', { name: '进度' });
      await slider.fill((await slider.getAttribute('max')) ?? '');
      await expect(player).toContainText('the end');
      await expect(page.locator('.dn-player :is(img, iframe, script, a)')).toHaveCount(0);
      expect(await page.title()).toBe(title);
      await page.keyboard.press('Escape');

      await page.keyboard.press('/');
      const dialog = page.getByRole('dialog', { name: '搜索' });
      await dialog.getByRole('searchbox').fill('onerror');
      await expect(dialog.locator('mark').first()).toHaveText('onerror');
      await expect(dialog.locator('img, iframe')).toHaveCount(0);
      await page.keyboard.press('Escape');

      const markdown = await (await page.request.get(`${server.address}crafted.md`)).text();
      const prose = markdown.replace(/^(`{3,})[^]*?^\1$/gm, '').replace(/`[^`\n]*`/g, '');
      expect(prose).not.toMatch(/(?<!\\)<(script|img|svg|iframe|!--)/);
      expect(await hacked()).toBe(false);
    } finally {
      await server.stop();
    }
  });
});

test('an address cannot put markup into a page', async ({ page }) => {
  for (const evil of [...markup, 'javascript:window.hacked=1', '%00', '%']) {
    await page.goto('about:blank');
    await page.goto(`/dns/?q=${evil}#${evil}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Docker 内部 DNS');
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  }
});
