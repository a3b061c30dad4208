import { createHash } from 'node:crypto';

/** The hash that names a file by its content. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
