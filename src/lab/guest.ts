import { chmodSync, copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const guest = join(import.meta.dirname, 'guest');
const sandbox = join(import.meta.dirname, '..', 'sandbox');
const reseed = join(import.meta.dirname, 'kernel', 'reseed');

/** What of this repository lies in a machine: its place there, and its file here. */
const files: Readonly<Record<string, string>> = {
  init: join(guest, 'init.sh'),
  'root/.bashrc': join(sandbox, 'bashrc'),
  'usr/local/lib/notes/control.sh': join(guest, 'control.sh'),
  'usr/local/lib/notes/network.sh': join(sandbox, 'network.sh'),
  'usr/local/lib/notes/terminal.sh': join(guest, 'terminal.sh'),
  'usr/local/sbin/reseed': reseed,
  'usr/local/sbin/restored': join(guest, 'restored.sh'),
};

/** The content of the repository's own files in a machine, for cache keys. */
export function guestRecipe(): string[] {
  return Object.entries(files).flatMap(([place, file]) => [place, readFileSync(file, 'base64')]);
}

/** Puts the repository's own files into a machine's root. */
export function installGuest(root: string): void {
  for (const [place, file] of Object.entries(files)) {
    const target = join(root, place);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(file, target);
    chmodSync(target, place === 'root/.bashrc' ? 0o644 : 0o755);
  }
}
