import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { localImages } from '../debian/local-images.ts';
import { makeDiskScript } from './disk.ts';
import { guestRecipe, installGuest } from './guest.ts';
import { listPrograms } from './programs.ts';
import { packagesOf, rootStep, runInRoot } from './root.ts';
import { cliOrigin, shortenWidthTable } from './width-table.ts';
import { ensureStep, stepKey, type Step } from './step.ts';

const collect = readFileSync(join(import.meta.dirname, 'docker-root.sh'), 'utf8');

/** Megabytes of the disk: what it holds, and room for what containers write. */
const megabytes = 448;

/** The docker machine's disk as it boots, `disk.img`, and what it holds in `contents.json`. */
export const dockerDiskStep: Step = {
  name: 'docker-disk',
  inputs: [stepKey(rootStep), collect, cliOrigin, guestRecipe(), makeDiskScript(megabytes)],
  async build(folder, say) {
    const root = await ensureStep(rootStep, say);
    say('collecting programs');
    const work = join(folder, 'work');
    mkdirSync(work);
    await runInRoot(root, collect, work);
    installGuest(join(work, 'tree'));
    const cli = join(work, 'tree', 'usr', 'bin', 'docker');
    writeFileSync(cli, shortenWidthTable(readFileSync(cli)));
    const contents = {
      packages: await packagesOf(root),
      programs: listPrograms(join(work, 'tree')),
      standIns: [
        ...localImages(root).map(({ name, from }) => ({ name, from })),
        { name: 'docker', from: cliOrigin },
      ],
    };
    writeFileSync(join(folder, 'contents.json'), JSON.stringify(contents));
    say('making the disk');
    await runInRoot(root, makeDiskScript(megabytes), work);
    renameSync(join(work, 'disk.img'), join(folder, 'disk.img'));
    rmSync(work, { recursive: true });
  },
};
