import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runContained, type OtherArchitecture } from './contain.ts';
import { Failure } from './failure.ts';
import { lastLines } from './process.ts';

const script = join(import.meta.dirname, 'images.sh');

/** How each local image is configured, beside the file system that `images.sh` makes. */
export const imageConfig: Readonly<Record<string, readonly string[]>> = {
  alpine: ['CMD ["/bin/sh"]'],
  redis: ['WORKDIR /data', 'EXPOSE 6379', 'CMD ["redis-server", "--protected-mode", "no"]'],
};

/** The images that have a stand-in. */
export const imageNames = Object.keys(imageConfig);

/** What the file systems of the images are made by, for cache keys. */
export function imagesRecipe(): string {
  return readFileSync(script, 'utf8');
}

/** Makes the file systems of the images inside a root that holds their packages. @throws Failure */
export async function makeImageFileSystems(root: string, architecture?: OtherArchitecture): Promise<void> {
  copyFileSync(script, join(root, 'images.sh'));
  const images = await runContained('chroot', [root, 'bash', '/images.sh'], { architecture });
  if (images.status !== 0)
    throw new Failure(`building the local images failed:\n${lastLines(images.stderr, 6)}`);
}

/** A local image, and the packages that it was made from. */
export interface LocalImage {
  name: string;
  standIn: true;
  from: string;
}

/** The local images of a root and what each was made from. */
export function localImages(root: string): LocalImage[] {
  return readdirSync(join(root, 'images'))
    .filter((file) => file.endsWith('.from'))
    .map((file) => ({
      name: basename(file, '.from'),
      standIn: true,
      from: `Debian ${readFileSync(join(root, 'images', file), 'utf8').trim()}`,
    }));
}
