import { z } from 'zod';

/** The engines a tape may ask for; `src/recorder/engines.ts` says how each is built. */
export const engineNames = ['docker-28', 'docker-26', 'docker-20'] as const;

export const engineName = z
  .enum(engineNames)
  .describe('An engine of this repository: a Docker release in a Debian root of its own.');

export type EngineName = z.infer<typeof engineName>;

/** The engine used when a tape names none. */
export const defaultEngine: EngineName = 'docker-28';
