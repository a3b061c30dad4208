import type { Network } from '../../src/core/netfilter/model/network.ts';
import { Judge } from './judge.ts';
import { buildWorld, type World } from './world.ts';

/** Lends a judge with a world built in its namespace, and takes both down afterwards. */
export async function withWorld<Result>(
  world: World,
  use: (judge: Judge, network: Network) => Promise<Result>,
): Promise<Result> {
  const judge = new Judge();
  try {
    return await use(judge, await buildWorld(judge, world));
  } finally {
    await judge.close();
  }
}
