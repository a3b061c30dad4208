import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const kept = [
  'src',
  'public',
  'astro.config.mjs',
  'tsconfig.json',
  'package.json',
  'content/i18n',
  'content/diagrams',
];

/**
 * Makes a copy of the sources with the first chapter and one more, made of these files. The folder it is in is handed
 * to `use` and is gone afterwards.
 */
export async function withChapter(
  files: Readonly<Record<string, string>>,
  use: (root: string) => Promise<void>,
): Promise<void> {
  mkdirSync('.astro', { recursive: true });
  // Below the repository, where its packages are found.
  const root = mkdtempSync(join('.astro', 'crafted-'));
  try {
    for (const name of [...kept, 'content/chapters/01-network-basics'])
      cpSync(name, join(root, name), { recursive: true });
    for (const [name, content] of Object.entries(files)) {
      const path = join(root, 'content/chapters/13-crafted', name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
    await use(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** Builds such a site, whose folder is handed to `use`. */
export function buildWithChapter(
  files: Readonly<Record<string, string>>,
  use: (dist: string) => Promise<void>,
): Promise<void> {
  return withChapter(files, async (root) => {
    const { status, stdout, stderr } = spawnSync('astro', ['build'], { cwd: root, encoding: 'utf8' });
    if (status !== 0) throw new Error(`the crafted site does not build:\n${(stdout + stderr).slice(-2000)}`);
    await use(join(root, 'dist'));
  });
}
