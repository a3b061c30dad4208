import { cpSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildingPath } from '../debian/cache-folder.ts';
import type { MachineName } from '../schemas/machine.ts';

/** Where the site takes a machine from: `public` is copied as it is. The docker machine is not committed. */
export function machineFolder(machine: MachineName): string {
  return join(import.meta.dirname, '..', '..', 'public', 'lab', machine);
}

/** Puts a built machine where the site takes it from, in place of an earlier one. */
export function install(machine: MachineName, built: string): void {
  const folder = machineFolder(machine);
  const arriving = buildingPath(folder);
  mkdirSync(dirname(folder), { recursive: true });
  try {
    cpSync(built, arriving, { recursive: true });
    rmSync(folder, { recursive: true, force: true });
    renameSync(arriving, folder);
  } finally {
    rmSync(arriving, { recursive: true, force: true });
  }
}
