import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ensureEngine } from '../../src/recorder/engine/build.ts';
import { scratchFolder } from '../../src/debian/cache-folder.ts';
import { Sandbox } from '../../src/sandbox/sandbox.ts';
import { copyChapters, runRecorder } from '../support/recorder.ts';

// A registry on the loopback interface with images that say where they come from.
const chapters = copyChapters('pulled');
const folder = mkdtempSync(join(tmpdir(), 'registry-'));
let server: ChildProcess;
let registry: string;

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** The stand-ins with another label, as archives of `docker save`. */
async function saveLabelledImages(names: readonly string[]): Promise<void> {
  const sandbox = await Sandbox.start({ root: await ensureEngine('docker-28'), scratch: scratchFolder() });
  try {
    for (const name of names) {
      const commit = `docker commit -c 'LABEL origin=registry' $(docker create ${name} true) ${name}`;
      const { status, stderr } = await sandbox.exec(`${commit} && docker save -o /tmp/${name}.tar ${name}`);
      expect(status, stderr).toBe(0);
      const archive = `/proc/${sandbox.pid}/root/tmp/${name}.tar`;
      const target = `docker://${registry}/library/${name}:latest`;
      const pushed = spawnSync(
        'skopeo',
        ['copy', '--dest-tls-verify=false', `docker-archive:${archive}`, target],
        { encoding: 'utf8' },
      );
      expect(pushed.status, pushed.stderr).toBe(0);
    }
  } finally {
    await sandbox.stop();
  }
}

beforeAll(async () => {
  registry = `127.0.0.1:${await freePort()}`;
  const config = {
    version: 0.1,
    storage: { filesystem: { rootdirectory: folder } },
    http: { addr: registry },
  };
  const configFile = join(folder, 'config.json');
  // JSON is YAML, which the registry reads.
  writeFileSync(configFile, JSON.stringify(config));
  server = spawn('docker-registry', ['serve', configFile], { stdio: 'ignore' });
  await vi.waitFor(() => fetch(`http://${registry}/v2/`), { timeout: 10_000 });
  await saveLabelledImages(['alpine', 'redis']);
});
afterAll(() => {
  server.kill();
  chapters.remove();
  rmSync(folder, { recursive: true, force: true });
});

test('--pull records with the images of a registry, and says so', async () => {
  const { status, output } = await runRecorder([
    'record',
    '--pull',
    '--registry',
    registry,
    '--chapters',
    chapters.folder,
  ]);
  expect(output).toContain('1 recorded, 0 failed');
  expect(status).toBe(0);
  const cast = readFileSync(
    join(chapters.folder, '94-pulled', '+recorded', 'docker-28', 'label.cast'),
    'utf8',
  );
  const header = JSON.parse(cast.split('\n')[0] ?? '') as { 'x-notes': { images: unknown } };
  expect(header['x-notes'].images).toEqual(
    ['alpine', 'redis'].map((name) => ({
      name,
      standIn: false,
      from: expect.stringMatching(`^${registry}/library/${name}:latest@sha256:[0-9a-f]{64}$`) as unknown,
    })),
  );
});

test('a registry that does not answer is named, with the way out', async () => {
  const nobody = `127.0.0.1:${await freePort()}`;
  const { status, output } = await runRecorder([
    'record',
    '--pull',
    '--registry',
    nobody,
    '--chapters',
    chapters.folder,
  ]);
  expect(output).toMatch(new RegExp(`the image alpine cannot be pulled .*${nobody}`));
  expect(output).toContain('Without --pull the stand-ins built from Debian packages are used.');
  expect(status).toBe(1);
});
