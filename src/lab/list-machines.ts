import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { machineNames } from '../schemas/machine.ts';
import { machineFolder } from './install.ts';
import { readManifest } from './publish.ts';

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

/** Prints the machines that the site has, and what they weigh. */
export function listMachines(): void {
  for (const machine of machineNames) {
    const folder = machineFolder(machine);
    if (!existsSync(join(folder, 'manifest.json'))) {
      console.log(`${machine}: not built (npm run lab -- --${machine})`);
      continue;
    }
    const { state, disk, kernel, docker, packages } = readManifest(folder);
    const parts = [
      `Linux ${kernel.version}`,
      ...(docker ? [`Docker ${docker}`] : []),
      `${packages.length} packages`,
      `state ${megabytes(state.bytes)}`,
      ...(disk ? [`disk ${megabytes(disk.storedBytes)} in ${disk.bytes / disk.chunkBytes} chunks`] : []),
    ];
    console.log(`${machine}: ${parts.join(', ')}`);
  }
}
