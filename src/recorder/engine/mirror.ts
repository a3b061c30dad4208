import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../failure.ts';

/** The archive URIs of one apt source file, of both its formats (sources.list(5)). */
export function archiveUris(text: string): string[] {
  const uris: string[] = [];
  for (const line of text.split('\n')) {
    const deb822 = /^URIs:\s*(\S+)/.exec(line);
    const oneLine = /^deb\s+(?:\[[^\]]*\]\s+)?(\S+)/.exec(line);
    const uri = deb822?.[1] ?? oneLine?.[1];
    if (uri && /^https?:\/\/.*\/debian\/?$/.test(uri)) uris.push(uri);
  }
  return uris;
}

function readSources(directory: string): string[] {
  const files = [join(directory, 'sources.list')];
  try {
    for (const name of readdirSync(join(directory, 'sources.list.d')).sort()) {
      if (/\.(list|sources)$/.test(name)) files.push(join(directory, 'sources.list.d', name));
    }
  } catch {
    // No such folder: sources.list alone may still name a mirror.
  }
  return files.flatMap((file) => {
    try {
      return archiveUris(readFileSync(file, 'utf8'));
    } catch {
      return [];
    }
  });
}

/**
 * Debian's mirror: `DEBIAN_MIRROR`, else the first Debian archive of the machine's apt configuration.
 * @throws Failure when neither names one
 */
export function findMirror(env: NodeJS.ProcessEnv = process.env, aptDirectory = '/etc/apt'): string {
  const mirror = env.DEBIAN_MIRROR ?? readSources(aptDirectory)[0];
  if (!mirror) {
    throw new Failure(
      `no Debian mirror: ${aptDirectory} names no archive that ends in /debian. ` +
        'Set DEBIAN_MIRROR to the URL of one.',
    );
  }
  return mirror;
}
