import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { boot } from './boot.ts';
import { chunkBytes, chunkLevel, publishDisk } from './disk.ts';
import { sha256 } from './hash.ts';
import { kernelImage } from './kernel.ts';
import { bufferOf, v86Version } from './machine.ts';
import { readContents } from './programs.ts';
import { publish } from './publish.ts';
import { commandLine, memoryBytes } from './recipe.ts';
import { rootStep } from './root.ts';
import { saveState, stateInputs, type StateRecipe } from './save-state.ts';
import { smallDiskStep } from './small-disk.ts';
import { ensureStep, stepKey, type Step } from './step.ts';

/**
 * Before its first TCP connection the kernel fills a table of 256 KiB with random numbers (net/ipv4/inet_hashtables.c,
 * `table_perturb`), for which an emulated processor needs longer than the half second that a reader's curl may wait.
 */
const connectOnce = '(: <> /dev/tcp/127.0.0.1/1) 2> /dev/null || true';

const recipe: StateRecipe = { warm: [connectOnce], slackMb: 1 };

/** The small machine as the site serves it. */
export const smallStep: Step = {
  name: 'small',
  inputs: [
    stepKey(smallDiskStep),
    sha256(kernelImage()),
    [commandLine.both, commandLine.small],
    memoryBytes.small,
    stateInputs(recipe),
    chunkBytes.small,
    v86Version,
  ],
  async build(folder, say) {
    const disk = await ensureStep(smallDiskStep, say);
    const root = await ensureStep(rootStep, say);
    say('booting in v86');
    const image = join(disk, 'disk.img');
    const initramfs = readFileSync(join(disk, 'initramfs.cpio'));
    const options = {
      initrd: { buffer: bufferOf(initramfs) },
      hda: { url: image, async: true, size: statSync(image).size, fixed_chunk_size: chunkBytes.small },
    };
    const state = await boot('small', root, options, (machine) => {
      say('saving its state');
      return saveState(machine, recipe);
    });
    say('compressing its state and its disk');
    publish(folder, {
      machine: 'small',
      state,
      disk: publishDisk(image, folder, chunkBytes.small, chunkLevel.small),
      docker: null,
      ...readContents(disk),
    });
  },
};
