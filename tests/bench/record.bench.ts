import { ensureEngine } from '../../src/recorder/engine/build.ts';
import { scratchFolder } from '../../src/debian/cache-folder.ts';
import { requireSandbox } from '../../src/debian/requirements.ts';
import { runTape } from '../../src/recorder/run/run-tape.ts';
import { Sandbox } from '../../src/sandbox/sandbox.ts';
import { loadTape } from '../../src/recorder/tape/load-tape.ts';
import { selectTapes } from '../../src/recorder/tape/select-tapes.ts';
import { engineNames } from '../../src/schemas/engine.ts';
import { aims } from '../support/budgets.ts';
import type { Measurement } from './run.ts';

async function timeS(action: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await action();
  return (performance.now() - startedMs) / 1000;
}

/** How long a sandbox with its daemon takes to come and go on each engine, and each tape on its first engine. */
export async function bench(): Promise<Measurement[]> {
  try {
    requireSandbox();
  } catch (error) {
    return [{ name: `not measured: ${(error as Error).message}`, value: '-' }];
  }
  const rows: Measurement[] = [];
  for (const engine of engineNames) {
    const root = await ensureEngine(engine);
    const spentS = await timeS(async () => (await Sandbox.start({ root, scratch: scratchFolder() })).stop());
    const aim = `≤ ${aims.sandboxS} s`;
    rows.push({ name: `sandbox and daemon, ${engine}`, value: `${spentS.toFixed(2)} s`, aim });
  }
  for (const file of selectTapes('content/chapters', [])) {
    const loaded = loadTape(file);
    const engine = loaded.tape.engines[0] ?? 'docker-28';
    rows.push({
      name: `${loaded.chapter}/${loaded.act}`,
      value: `${(await timeS(() => runTape(loaded, engine))).toFixed(2)} s`,
    });
  }
  return rows;
}
