/** The ports of the virtio console, as `init.sh` lays them out. */
export const terminals = [
  { port: 0, host: 'host' },
  { port: 1, host: 'host' },
  { port: 2, host: 'outside' },
] as const;

/** The port that `control.sh` answers on. */
export const controlPort = 3;
