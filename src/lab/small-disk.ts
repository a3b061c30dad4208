import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDiskScript } from './disk.ts';
import { guestRecipe, installGuest } from './guest.ts';
import { listPrograms } from './programs.ts';
import { sourceDateEpoch } from './recipe.ts';
import { packagesOf, rootStep, runInRoot } from './root.ts';
import { tcpdumpOrigin, tcpdumpStep } from './tcpdump.ts';
import { ensureStep, stepKey, type Step } from './step.ts';

const collect = readFileSync(join(import.meta.dirname, 'small-root.sh'), 'utf8');
const curl = readFileSync(join(import.meta.dirname, 'guest', 'curl.sh'));

/** Megabytes of the disk. */
const megabytes = 48;

/** Programs that are not what their names say. */
const standIns = [
  { name: 'curl', from: 'a shell script of this project on bash’s /dev/tcp' },
  { name: 'tcpdump', from: tcpdumpOrigin },
];

/** Packs /mnt/memory as an archive that the kernel unpacks into memory, always the same way. */
const packMemory = `
cd /mnt/memory && find . -exec touch -hd @${sourceDateEpoch} {} +
find . | LC_ALL=C sort | cpio -o -H newc --reproducible --quiet -O /mnt/initramfs.cpio`;

/** The small machine as it boots: `initramfs.cpio`, `disk.img`, and what they hold in `contents.json`. */
export const smallDiskStep: Step = {
  name: 'small-disk',
  inputs: [stepKey(rootStep), collect, curl.toString(), guestRecipe(), packMemory, makeDiskScript(megabytes)],
  async build(folder, say) {
    const root = await ensureStep(rootStep, say);
    say('collecting programs');
    const work = join(folder, 'work');
    mkdirSync(work);
    copyFileSync(join(await ensureStep(tcpdumpStep, say), 'tcpdump'), join(work, 'tcpdump'));
    const owners = await runInRoot(root, collect, work);
    installGuest(join(work, 'memory'));
    writeFileSync(join(work, 'memory', 'usr', 'bin', 'curl'), curl, { mode: 0o755 });
    const packages = await packagesOf(root, owners.trim().split('\n'));
    const programs = listPrograms(join(work, 'memory'));
    writeFileSync(join(folder, 'contents.json'), JSON.stringify({ packages, programs, standIns }));
    say('making the disk');
    await runInRoot(root, packMemory, work);
    await runInRoot(root, makeDiskScript(megabytes), work);
    for (const file of ['initramfs.cpio', 'disk.img']) renameSync(join(work, file), join(folder, file));
    rmSync(work, { recursive: true });
  },
};
