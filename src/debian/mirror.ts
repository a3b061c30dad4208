import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.ts';

/** The URIs of a stanza of apt's deb822 format; none when it is switched off or holds no binary packages. */
function stanzaUris(stanza: string): string[] {
  const field = (name: string) =>
    new RegExp(`^${name}:((?:.*\\n?)(?:[ \\t].*\\n?)*)`, 'im').exec(stanza)?.[1]?.trim();
  if (/^(no|false|off|0|disable|without)$/i.test(field('Enabled') ?? '')) return [];
  if (!(field('Types') ?? '').split(/\s+/).includes('deb')) return [];
  return (field('URIs') ?? '').split(/\s+/);
}

/** The archive URIs of one apt source file, of both its formats (sources.list(5)). */
export function archiveUris(text: string): string[] {
  const plain = text.replaceAll(/^#.*\n?/gm, '');
  const oneLine = [...plain.matchAll(/^deb\s+(?:\[[^\]]*\]\s+)?(\S+)/gm)].map(([, uri]) => uri ?? '');
  const deb822 = plain.split(/\n\s*\n/).flatMap(stanzaUris);
  return [...oneLine, ...deb822].filter((uri) => /^https?:\/\/.*\/debian\/?$/.test(uri));
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function sourceFiles(directory: string): string[] {
  const folder = join(directory, 'sources.list.d');
  try {
    const names = readdirSync(folder).sort();
    return names.filter((name) => /\.(list|sources)$/.test(name)).map((name) => join(folder, name));
  } catch {
    // No such folder: sources.list alone may still name a mirror.
    return [];
  }
}

/**
 * Debian's mirror: `DEBIAN_MIRROR`, else the first Debian archive of the machine's apt configuration.
 * @throws Failure when neither names one
 */
export function findMirror(env: NodeJS.ProcessEnv = process.env, aptDirectory = '/etc/apt'): string {
  if (env.DEBIAN_MIRROR) return env.DEBIAN_MIRROR;
  const files = [join(aptDirectory, 'sources.list'), ...sourceFiles(aptDirectory)];
  for (const file of files) {
    const [mirror] = archiveUris(readIfThere(file));
    if (mirror) return mirror;
  }
  throw new Failure(
    `no Debian mirror: ${aptDirectory} names no archive that ends in /debian. ` +
      'Set DEBIAN_MIRROR to the URL of one.',
  );
}
