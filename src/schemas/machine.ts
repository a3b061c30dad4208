import { z } from 'zod';

/** The machines that run in the page. */
export const machineNames = ['small', 'docker'] as const;
export type MachineName = (typeof machineNames)[number];

const file = z.object({
  /** Path below the manifest's folder; it holds a hash of the content, so that the file may be kept for ever. */
  name: z.string(),
  bytes: z.number().int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** What a machine is made of: `public/lab/<machine>/manifest.json`. */
export const machineManifest = z.object({
  machine: z.enum(machineNames),
  /** v86 must be given exactly this memory: the state was saved with it. */
  memoryBytes: z.number().int().positive(),
  vgaMemoryBytes: z.number().int().positive(),
  /** The saved state: the files joined in this order are one zstd frame, which v86 unpacks itself. */
  state: z.object({ files: z.array(file).min(1), bytes: z.number().int(), unpackedBytes: z.number().int() }),
  /** The disk, read on need in chunks (v86's `use_parts`); a machine that lies wholly in memory has none. */
  disk: z
    .object({
      /** What v86 is given as `url`, below the manifest's folder. */
      url: z.string(),
      bytes: z.number().int().positive(),
      chunkBytes: z.number().int().positive(),
      /** All chunks together, as they are stored. */
      storedBytes: z.number().int().positive(),
    })
    .nullable(),
  /** The version of v86 that saved the state and must restore it. */
  v86: z.string(),
  kernel: z.object({ version: z.string(), from: z.string() }),
  /** Debian's suite and architecture that the packages are of. */
  suite: z.string(),
  architecture: z.string(),
  /** Version of the Docker daemon, as `docker version` says it. */
  docker: z.string().nullable(),
  /** Every Debian package that a file of the machine comes from, and its source package. */
  packages: z.array(
    z.object({ name: z.string(), version: z.string(), source: z.string(), sourceVersion: z.string() }),
  ),
  /** Every name on the machine's PATH, sorted, and programs elsewhere by their full path. */
  programs: z.array(z.string()),
  /** What stands in for something else, and what it was made from: images, programs. */
  standIns: z.array(z.object({ name: z.string(), from: z.string() })),
  /** Ports of the virtio console with a shell on them. */
  terminals: z.array(z.object({ port: z.number().int(), host: z.string() })),
  /** The port that runs scripts for the page. */
  controlPort: z.number().int(),
});
export type MachineManifest = z.infer<typeof machineManifest>;
