import type { Page } from '@playwright/test';
import { listChapters } from '../../src/chapters.ts';
import { stringsFor } from '../../src/components/transcript/strings.ts';
import { copiedText } from '../../src/core/shell/copied-text.ts';
import { hostChange } from '../../src/core/shell/host-change.ts';
import { shellForms } from '../support/shell-form.ts';
import { tapeCommands, type TapeCommand } from '../support/tape-commands.ts';
import { expect, test } from './no-errors.ts';

/** What the buttons of a transcript gave when they were pressed. */
interface Copied {
  chapter: string;
  act: string;
  commands: string[];
  /** What stands beside each command of what it changes on its host, where a reader who sees the command sees it. */
  marks: string[];
  script: string | undefined;
}

/** Presses every copy button of the page, hidden tabs and answers included, and notes what reaches the clipboard. */
async function pressAll(
  page: Page,
): Promise<{ transcripts: Copied[]; recipes: [link: string, text: string, mark: string][] }> {
  return page.evaluate(async () => {
    let written = '';
    navigator.clipboard.writeText = (text) => {
      written = text;
      return Promise.resolve();
    };
    const press = async (button: HTMLElement) => {
      written = '';
      button.click();
      while (written === '') await new Promise((resolve) => setTimeout(resolve));
      return written;
    };
    const markOf = (element: HTMLElement) => {
      const marks = [...element.querySelectorAll('.changes')];
      const seen = marks.filter((mark) =>
        mark.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
      );
      return (element.checkVisibility() ? seen : marks).map((mark) => mark.textContent.trim()).join();
    };
    const transcripts = [];
    for (const element of document.querySelectorAll<HTMLElement>('dn-transcript[data-cast]')) {
      const [, chapter = '', act = ''] =
        /recordings\/([^/]+)\/([^/]+)\.[^.]+\.cast$/.exec(element.dataset.cast ?? '') ?? [];
      const commands = [];
      for (const button of element.querySelectorAll<HTMLElement>('[data-copy-command]'))
        commands.push(await press(button));
      const marks = [...element.querySelectorAll<HTMLElement>('.command[data-copy]')].map(markOf);
      const all = element.querySelector<HTMLElement>('[data-copy-all]');
      transcripts.push({ chapter, act, commands, marks, script: all ? await press(all) : undefined });
    }
    const recipes: [string, string, string][] = [];
    for (const element of document.querySelectorAll<HTMLElement>('dn-transcript.recipe')) {
      const link = element.querySelector<HTMLAnchorElement>('a')?.href ?? '';
      const button = element.querySelector<HTMLElement>('[data-copy-command]');
      if (button) recipes.push([link, await press(button), markOf(element)]);
    }
    return { transcripts, recipes };
  });
}

/** The lines of a script that are typed in a container stand in comments, three blanks after the `#`. */
function commented(script: string): string {
  return script
    .split('\n')
    .filter((line) => line.startsWith('#   '))
    .map((line) => line.slice(4))
    .filter((line) => line !== 'exit')
    .join('\n');
}

/** What stands beside a command that changes its host; what is typed in a container changes none. */
function markFor({ run, isInside }: TapeCommand): string {
  const change = isInside ? undefined : hostChange(run);
  return change ? stringsFor('zh-CN').changes[change] : '';
}

for (const slug of ['', ...listChapters()]) {
  test(`what the copy buttons of /${slug} give is what the tapes say`, async ({ page }) => {
    test.slow();
    await page.goto(`/${slug}${slug && '/'}`);
    const { transcripts, recipes } = await pressAll(page);
    for (const { chapter, act, commands, marks, script } of transcripts) {
      const typed = tapeCommands(chapter, act);
      const runs = typed.map(({ run }) => run);
      expect(commands, `${chapter}/${act}`).toEqual(runs);
      expect(shellForms(commands), `${chapter}/${act}`).toEqual(shellForms(runs));
      const onHosts = typed.filter(({ isInside }) => !isInside).map(({ run }) => run);
      const inside = typed.filter(({ isInside }) => isInside).map(({ run }) => run);
      expect(script, `${chapter}/${act} has a button for all of it`).toBeDefined();
      expect(shellForms([script ?? '', commented(script ?? '')]), `${chapter}/${act}`).toEqual(
        shellForms([onHosts.join('\n'), inside.join('\n')]),
      );
      expect(marks, `${chapter}/${act}`).toEqual(typed.map(markFor));
      // Each warning stands right before what it warns of.
      const changing = onHosts.filter((run) => hostChange(run)).map(copiedText);
      const warned = (script ?? '').split(/^# ⚠ 下一条会改动 .*\n/m).slice(1);
      expect(
        warned.map((after, index) => after.slice(0, changing[index]?.length)),
        `${chapter}/${act}`,
      ).toEqual(changing);
    }
    for (const [link, text, mark] of recipes) {
      const { pathname, hash } = new URL(link);
      const chapter = pathname.split('/')[1] ?? '';
      await page.request.get(pathname).then((response) => expect(response.ok()).toBe(true));
      const act = hash.slice(1).replace(/-\d+$/, '');
      const command = tapeCommands(chapter, act).find(({ run }) => run === text);
      expect(command, link).toBeDefined();
      expect(mark, link).toBe(command && markFor(command));
    }
    expect(shellForms(recipes.map(([, text]) => text))).toHaveLength(recipes.length);
    const content = page.locator('.sl-markdown-content');
    expect(transcripts.length + recipes.length).toBe(await content.locator('dn-transcript').count());
  });
}

test('a page is copied as Markdown, its transcripts as console blocks', async ({ page }) => {
  await page.goto('/network-basics/');
  await page.getByRole('button', { name: '复制本页 Markdown' }).click();
  await expect(page.getByRole('button', { name: '已复制' })).toBeVisible();
  const markdown = await page.evaluate(() => navigator.clipboard.readText());
  expect(markdown).toMatch(/^# Docker 网络基础\n/);
  expect(markdown).toContain('\n```console\nroot@host:~# docker run --rm --network none -it alpine sh\n');
  expect(markdown).toContain('地址 [`127.0.0.1`](');
  expect(markdown).toContain('| `none` ');
  expect(markdown).not.toMatch(/<\/?(div|span|button|svg|p)\b/);
});

for (const slug of listChapters()) {
  test(`the Markdown of /${slug} has every heading, command and output of the page`, async ({ page }) => {
    await page.goto(`/${slug}/`);
    const markdown = await (await page.request.get(`/${slug}.md`)).text();
    const shown = await page.evaluate(() => ({
      headings: [...document.querySelectorAll('.sl-markdown-content :is(h2, h3)')].map(
        (one) => one.textContent,
      ),
      blocks: [...document.querySelectorAll('.sl-markdown-content .command pre')].map(
        (one) => one.textContent,
      ),
      recipes: [...document.querySelectorAll<HTMLElement>('.recipe [data-copy]')].map(
        (one) => one.dataset.copy ?? '',
      ),
    }));
    const headings = [...markdown.matchAll(/^#{2,3} (.*)$/gm)].map(([, text = '']) =>
      text.replaceAll(/[\\`]/g, ''),
    );
    expect(headings).toEqual(expect.arrayContaining(shown.headings));
    // A transcript in a correction is quoted.
    const unquoted = (text: string) => text.replace(/^> ?/gm, '');
    const plain = unquoted(markdown);
    const missing = [...shown.blocks, ...shown.recipes].filter((text) => !plain.includes(unquoted(text)));
    expect(missing).toEqual([]);
  });
}
