import type { Machine } from './machine.ts';

/**
 * Writes zeros to the memory that is free, since what was there before would be part of the state, but for some
 * megabytes: the kernel gives up cached pages when it has none.
 */
const zeroFreeMemory = (slackMb: number) => `
echo 1 > /proc/sys/vm/compact_memory
reserve=$(cat /proc/sys/vm/min_free_kbytes)
echo 256 > /proc/sys/vm/min_free_kbytes
free=$(awk '/^MemFree/ { print int($2 / 1024) }' /proc/meminfo)
mount -t tmpfs -o size=100% zeros /mnt
dd if=/dev/zero of=/mnt/zeros bs=1M count=$((free - ${slackMb})) 2> /dev/null
rm /mnt/zeros
umount /mnt
echo $reserve > /proc/sys/vm/min_free_kbytes`;

/** Gives up everything that can be read again, so that only what a later command touches comes back. */
const dropCaches = `
sync
echo 3 > /proc/sys/vm/drop_caches
echo 16 > /sys/block/sda/queue/read_ahead_kb`;

/** The page fetches a disk in chunks of this size, so reading on within one costs nothing. */
const readAhead = 'echo 256 > /sys/block/sda/queue/read_ahead_kb';

/** How a machine's state is made. */
export interface StateRecipe {
  /** What a reader does first. */
  warm: readonly string[];
  /** Megabytes of free memory that are left as they are. */
  slackMb: number;
}

/** Everything that the state is made by, for cache keys. */
export const stateInputs = ({ warm, slackMb }: StateRecipe): readonly unknown[] => [
  ...[warm, zeroFreeMemory(slackMb), dropCaches, readAhead],
];

/**
 * The state of a machine that is ready for its reader: the commands of `warm` have run, what only they, and a
 * restored machine, needed to run again is in memory, and the rest of the memory is zero.
 */
export async function saveState(machine: Machine, { warm, slackMb }: StateRecipe): Promise<Uint8Array> {
  for (const script of warm) await machine.check(script, 300);
  await machine.check(dropCaches, 60);
  await machine.restored();
  for (const script of warm) await machine.check(script, 300);
  await machine.check(`sync; ${zeroFreeMemory(slackMb)}`, 120);
  await machine.check(`${readAhead}; rm -rf /tmp/*; sleep 1; sync`, 60);
  return machine.save();
}
