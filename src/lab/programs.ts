import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PackageEntry } from './packages.ts';

const searchPath = ['usr/local/sbin', 'usr/local/bin', 'usr/sbin', 'usr/bin'];

/** Every name on the PATH of a machine's root, sorted. */
export function listPrograms(root: string): string[] {
  const names = searchPath
    .map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder));
  return [...new Set(names)].sort();
}

/** What a machine holds. */
export interface Contents {
  packages: PackageEntry[];
  programs: string[];
  /** What stands in for something else. */
  standIns: { name: string; from: string }[];
}

/** The contents that a disk step wrote beside the disk. */
export function readContents(folder: string): Contents {
  return JSON.parse(readFileSync(join(folder, 'contents.json'), 'utf8')) as Contents;
}
