import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { V86Options } from 'v86';
import type { MachineName } from '../schemas/machine.ts';
import { kernelImage } from './kernel.ts';
import { bufferOf, Machine } from './machine.ts';
import { commandLine, memoryBytes } from './recipe.ts';

/** Seconds until a machine that boots must answer; they pass more slowly than on a real one. */
const bootTimeoutS = 900;

/**
 * Boots a machine from the committed kernel, with the BIOS of Debian's seabios in `root`, and takes it down again
 * when `use` is done with it.
 */
export async function boot<Result>(
  machine: MachineName,
  root: string,
  options: V86Options,
  use: (booted: Machine) => Promise<Result>,
): Promise<Result> {
  const bios = (name: string) => ({
    buffer: bufferOf(readFileSync(join(root, 'usr', 'share', 'seabios', name))),
  });
  const booted = await Machine.start(
    {
      bios: bios('bios.bin'),
      vga_bios: bios('vgabios-stdvga.bin'),
      bzimage: { buffer: bufferOf(kernelImage()) },
      cmdline: `${commandLine.both} ${commandLine[machine]}`,
      memory_size: memoryBytes[machine],
      ...options,
    },
    bootTimeoutS,
  );
  try {
    return await use(booted);
  } finally {
    await booted.destroy();
  }
}
