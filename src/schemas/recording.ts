import { z } from 'zod';

/** One command of a recording; the n-th entry belongs to the n-th marker (`m` event) of the cast. */
export const recordedCommand = z.strictObject({
  id: z.string().describe('Anchor on the page, unique in the act: `none-2`.'),
  kind: z
    .enum(['run', 'exit', 'resume'])
    .describe(
      '`run`: typed from the tape; `exit`: leaves an inside shell; `resume`: a background command seen again.',
    ),
  run: z.string().describe('The command as typed, lines separated by \\n; never a prompt or output.'),
  host: z.string().describe('Host of the sandbox whose terminal it was typed in.'),
  terminal: z.string().nullable().describe('Name of the further terminal; null for the first one.'),
  inside: z
    .array(z.string())
    .describe('The commands that opened the shells it was typed in, outermost first.'),
  exit: z
    .number()
    .int()
    .nullable()
    .describe(
      'Exit status (of an `exit`: that of the command whose shell it left); null while left running in the background.',
    ),
  volatile: z.boolean().describe('The output is different each time.'),
});

/** An image of the recording and what it was made from. */
export const recordedImage = z.strictObject({
  name: z.string().describe('As used in the commands: `alpine`.'),
  standIn: z.boolean().describe('Built locally from Debian packages instead of pulled.'),
  from: z.string().describe('What it was made from: `Debian busybox-static 1:1.37.0-6`.'),
});

/** Where a recording comes from: the `x-notes` key of the asciicast header. */
export const provenance = z.strictObject({
  format: z.literal(1),
  act: z.string(),
  engine: z.string().describe('`docker-28`, … or `host`.'),
  docker: z.string().describe('Version of the daemon: `28.5.2`.'),
  kernel: z.string().describe('`uname -r`.'),
  iptables: z.string().describe('`iptables --version` without the leading word: `v1.8.13 (nf_tables)`.'),
  os: z.string().describe('PRETTY_NAME of the root.'),
  images: z.array(recordedImage),
  tapeHash: z
    .string()
    .describe('SHA-256 of what the tape makes happen; a different hash means a stale recording.'),
  commands: z.array(recordedCommand),
});

/** The first line of an asciicast v2 file of ours. */
export const recordingHeader = z.looseObject({
  version: z.literal(2),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  timestamp: z.number().int().describe('Unix time of the recording, seconds.'),
  title: z.string().optional(),
  'x-notes': provenance,
});

export type RecordedCommand = z.infer<typeof recordedCommand>;
export type RecordedImage = z.infer<typeof recordedImage>;
export type Provenance = z.infer<typeof provenance>;
export type RecordingHeader = z.infer<typeof recordingHeader>;
