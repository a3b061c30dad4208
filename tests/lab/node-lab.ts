import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { V86 } from 'v86';
import { ActRunner } from '../../src/browser/lab/act-runner.ts';
import { widenCodeTable } from '../../src/browser/lab/code-table.ts';
import { chunkName } from '../../src/browser/lab/disk-files.ts';
import { realTime } from '../../src/browser/lab/lab-clock.ts';
import type { MachineManifest } from '../../src/browser/lab/machine.ts';
import type { StepResult } from '../../src/browser/lab/run-step.ts';
import { LabSession } from '../../src/browser/lab/session.ts';
import { makeV86 } from '../../src/browser/lab/v86-machine.ts';
import type { MachineName } from '../../src/core/lab/choose-machine.ts';
import { machineFolder } from '../../src/lab/install.ts';
import { readManifest } from '../../src/lab/publish.ts';

const wasm = new WebAssembly.Module(
  widenCodeTable(readFileSync(createRequire(import.meta.url).resolve('v86/build/v86.wasm'))),
);

function noDisk(): never {
  throw new Error('the machine has no disk');
}

/** @throws Error when the machine was not built */
function manifestOf(name: MachineName): MachineManifest {
  const folder = machineFolder(name);
  if (!existsSync(join(folder, 'manifest.json')))
    throw new Error(`the ${name} machine is not built: npm run lab -- --${name}`);
  return readManifest(folder);
}

/** The page's own session and runner on the real machine, under Node: what it prints is kept, nothing is asked. */
export function makeNodeLab(name: MachineName) {
  const folder = machineFolder(name);
  const results = new Map<string, StepResult>();
  const shown = { text: '' };
  const session = new LabSession({
    time: realTime,
    loadManifest: () => Promise.resolve(manifestOf(name)),
    loadState: ({ state }) => {
      const whole = new Uint8Array(state.bytes);
      let at = 0;
      for (const file of state.files) {
        whole.set(readFileSync(join(folder, file.name)), at);
        at += file.bytes;
      }
      return Promise.resolve({ unpacked: Promise.resolve(new Uint8Array(zstdDecompressSync(whole)).buffer) });
    },
    makeMachine: (manifest) =>
      makeV86({
        ...{ emulator: { V86, wasm }, manifest },
        loadChunk: async (offset) => readFile(join(folder, chunkName(manifest.disk ?? noDisk(), offset))),
      }),
    sizes: () => new Map([0, 1, 2].map((port) => [port, { cols: 100, rows: 30 }])),
    clear: () => (shown.text = ''),
    show: (_, data) => (shown.text += data),
    changed: () => {},
    nowS: () => Date.now() / 1000,
    seed: () => randomBytes(32).toString('hex'),
  });
  const runner = new ActRunner(session, {
    ask: () => Promise.resolve('reset'),
    prepared: () => {},
    stepStarted: () => {},
    stepEnded: (act, step, result) => results.set(`${act.key} ${step.id}`, result),
    keyDelayMs: 0,
  });
  return { session, runner, results, shown };
}
