import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the kernel and everything it is built from lie. */
export const kernelFolder = join(import.meta.dirname, 'kernel');

/** The kernel of both machines, as `npm run lab -- --kernel` built it. */
export const kernel = JSON.parse(readFileSync(join(kernelFolder, 'kernel.json'), 'utf8')) as {
  version: string;
  from: string;
};

/** The kernel's image, committed beside its configuration. */
export function kernelImage(): Buffer {
  return readFileSync(join(kernelFolder, 'bzImage'));
}
