import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordedImage } from '../../schemas/recording.ts';
import { cacheFolder } from '../../debian/cache-folder.ts';
import { Failure } from '../../debian/failure.ts';
import { imageNames } from '../../debian/local-images.ts';
import { lastLines, run } from '../../debian/process.ts';
import { requirePrograms } from '../../debian/requirements.ts';

/** An image fetched from a registry, as an archive that `docker load` reads. */
export interface PulledImage extends RecordedImage {
  archive: string;
}

/**
 * Fetches the images that have a stand-in from a registry: Docker Hub, or the one named (`127.0.0.1:5000`).
 * A sandbox has no way out, so the machine's skopeo fetches them and each sandbox loads them.
 * @throws Failure when skopeo is missing or the registry does not answer
 */
export async function pullImages(
  registry?: string,
  onProgress?: (text: string) => void,
): Promise<PulledImage[]> {
  requirePrograms({ skopeo: 'skopeo' });
  const folder = join(cacheFolder(), 'pulled');
  mkdirSync(folder, { recursive: true });
  const pulled: PulledImage[] = [];
  for (const name of imageNames) {
    onProgress?.(name);
    pulled.push(await pullImage(name, folder, registry));
  }
  return pulled;
}

async function skopeo(args: readonly string[], name: string): Promise<string> {
  const { status, stdout, stderr } = await run('skopeo', args);
  if (status === 0) return stdout.trim();
  throw new Failure(
    `the image ${name} cannot be pulled (skopeo ended with status ${status}): ${lastLines(stderr, 1)}\n` +
      'Without --pull the stand-ins built from Debian packages are used.',
  );
}

async function pullImage(name: string, folder: string, registry?: string): Promise<PulledImage> {
  const source = `docker://${registry ? `${registry}/library/` : ''}${name}:latest`;
  // A registry on the loopback interface speaks plain HTTP, as dockerd too assumes of one.
  const isLocal = /^(127\.|localhost\b)/.test(registry ?? '');
  const digest = await skopeo(
    ['inspect', ...(isLocal ? ['--tls-verify=false'] : []), '--format', '{{.Digest}}', source],
    name,
  );
  const archive = join(folder, `${name}.tar`);
  const part = `${archive}.part-${process.pid}`;
  try {
    const tls = isLocal ? ['--src-tls-verify=false'] : [];
    await skopeo(
      ['copy', '--override-os', 'linux', ...tls, source, `docker-archive:${part}:${name}:latest`],
      name,
    );
    renameSync(part, archive);
  } finally {
    rmSync(part, { force: true });
  }
  return { name, standIn: false, from: `${source.slice('docker://'.length)}@${digest}`, archive };
}
