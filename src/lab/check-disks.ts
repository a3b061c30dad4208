import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../debian/failure.ts';
import { dockerDiskStep } from './docker-disk.ts';
import { sha256 } from './hash.ts';
import { smallDiskStep } from './small-disk.ts';
import { ensureStep, stepFolder, type Step } from './step.ts';

const checked = [
  { step: smallDiskStep, files: ['initramfs.cpio', 'disk.img'] },
  { step: dockerDiskStep, files: ['disk.img'] },
];

function hashes(step: string, folder: string, files: readonly string[]): [string, string][] {
  return files.map((file) => [`${step}/${file}`, sha256(readFileSync(join(folder, file)))]);
}

/** Builds a step beside the cached result, and throws it away. */
async function again(step: Step, files: readonly string[]): Promise<[string, string][]> {
  const folder = mkdtempSync(`${stepFolder(step)}.again-`);
  try {
    await step.build(folder, () => {});
    return hashes(step.name, folder, files);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Makes the disks again from the same root and compares them byte by byte. What two builds cannot share is not
 * on the disks: a saved state holds clocks, random numbers and addresses of the run that made it.
 * @throws Failure that names the disks that differ
 */
export async function checkDisks(): Promise<void> {
  const first: [string, string][] = [];
  const second = new Map<string, string>();
  for (const { step, files } of checked) {
    first.push(...hashes(step.name, await ensureStep(step, () => {}), files));
    for (const [name, hash] of await again(step, files)) second.set(name, hash);
  }
  const different = first.filter(([name, hash]) => second.get(name) !== hash).map(([name]) => name);
  for (const [name, hash] of second) console.log(`${hash}  ${name}`);
  if (different.length > 0)
    throw new Failure(`made twice from the same root, these differ: ${different.join(', ')}`);
}
