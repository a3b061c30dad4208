import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const cli = join(import.meta.dirname, '..', '..', 'src', 'lab', 'cli.ts');
let cache: string;
beforeEach(() => void (cache = mkdtempSync(join(tmpdir(), 'lab-cache-'))));
afterEach(() => rmSync(cache, { recursive: true }));

function lab(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', XDG_CACHE_HOME: cache, ...env },
  });
  return { status, output: stdout + stderr };
}

test('a mirror that cannot be reached is said, and nothing half-built is left', () => {
  const { status, output } = lab(['--docker'], { DEBIAN_MIRROR: 'http://127.0.0.1:9/debian' });
  expect(status).toBe(1);
  expect(output).toMatch(/debootstrap of sid failed[\s\S]*Is the mirror reachable\? Set DEBIAN_MIRROR/);
  const folder = join(cache, 'docker-network-notes', 'lab');
  expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
});

test('a program that is missing is named with its Debian package', () => {
  const { status, output } = lab(['--small'], { PATH: '/usr/bin', NOTES_ADMINISTRATOR_PATH: '/nowhere' });
  expect(status).toBe(1);
  expect(output).toContain("`debootstrap` is missing: install Debian's package `debootstrap`");
});

test('the list says what the site has and how to get what it has not', () => {
  const { status, output } = lab(['--list']);
  expect(status).toBe(0);
  expect(output).toMatch(/^small: Linux 6\.12\.\d+, \d+ packages, state \d+\.\d MB, disk/m);
  expect(output).toMatch(/^docker: (Linux|not built \(npm run lab -- --docker\))/m);
});
