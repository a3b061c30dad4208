import { join } from 'node:path';
import { boot } from './boot.ts';
import { dockerDiskStep } from './docker-disk.ts';
import { chunkBytes, chunkLevel, publishDisk } from './disk.ts';
import { sha256 } from './hash.ts';
import { kernelImage } from './kernel.ts';
import { v86Version } from './machine.ts';
import { readContents } from './programs.ts';
import { publish } from './publish.ts';
import { commandLine, memoryBytes } from './recipe.ts';
import { rootStep } from './root.ts';
import { saveState, stateInputs, type StateRecipe } from './save-state.ts';
import { ensureStep, stepKey, type Step } from './step.ts';
import { statSync } from 'node:fs';

/** The saved state holds what these commands need, and the disk the rest. */
const warm = [
  'docker ps; docker images; docker network ls; ip -br a; iptables-save > /dev/null',
  'docker run --rm alpine true; docker run --rm alpine true',
  'docker network create warm; docker run -d --name web --network warm -p 8080:80 alpine httpd -f -p 80; ' +
    'ip netns exec outside curl -s -m 5 http://192.0.2.10:8080/ > /dev/null; docker exec web ip a; ' +
    'docker network inspect warm > /dev/null; docker rm -f web; docker network rm warm',
];

/**
 * At every start crun starts itself once more, from a read-only mount of its program, lest a container writes to it; not
 * so where its program lies on one (crun, `src/libcrun/cloned_binary.c`, is_self_cloned).
 */
const protectRuntime = 'mount --bind /usr/bin/crun /usr/bin/crun && mount -o remount,bind,ro /usr/bin/crun';

const recipe: StateRecipe = { warm, slackMb: 3 };

/** The docker machine as the site serves it. */
export const dockerStep: Step = {
  name: 'docker',
  inputs: [
    stepKey(dockerDiskStep),
    sha256(kernelImage()),
    [commandLine.both, commandLine.docker],
    memoryBytes.docker,
    protectRuntime,
    stateInputs(recipe),
    chunkBytes.docker,
    v86Version,
  ],
  async build(folder, say) {
    const disk = await ensureStep(dockerDiskStep, say);
    const root = await ensureStep(rootStep, say);
    const image = join(disk, 'disk.img');
    say('booting in v86');
    const hda = { url: image, async: true, size: statSync(image).size, fixed_chunk_size: chunkBytes.docker };
    const { docker, state } = await boot('docker', root, { hda }, async (machine) => {
      const version = await machine.check("docker version --format '{{.Server.Version}}'", 300);
      await machine.check(protectRuntime, 60);
      say('running the first commands');
      return { docker: version.trim(), state: await saveState(machine, recipe) };
    });
    say('compressing its state');
    const { packages, programs, standIns } = readContents(disk);
    const published = publishDisk(image, folder, chunkBytes.docker, chunkLevel.docker, (start) =>
      say(`compressing its disk: ${start >> 20} MB`),
    );
    publish(folder, { machine: 'docker', state, disk: published, docker, packages, programs, standIns });
  },
};
