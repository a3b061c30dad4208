import { z } from 'zod';
import { defaultEngine, engineName } from './engine.ts';
import { words } from './words.ts';

const seconds = z.number().positive().max(600);

const captures = z
  .record(
    z.string().regex(/^[a-z][a-z0-9-]*$/, 'a capture is named in lower case, digits and -'),
    z.string().min(1),
  )
  .describe('Commands whose standard output is kept beside the recording, by the name of the file part.');

const outcome = {
  exit: z.number().int().min(0).max(255).default(0).describe('The exit status the command must end with.'),
  expect: z
    .array(z.string().min(1))
    .default([])
    .describe('Regular expressions that must each match somewhere in the output of the command.'),
  volatile: z
    .boolean()
    .default(false)
    .describe(
      'The output is different each time (ids, timings): `verify` checks only exit status and `expect`.',
    ),
  timeoutS: seconds
    .default(30)
    .describe('Seconds to wait for the command (or, in the background, for `expect`).'),
  capture: captures.optional().describe('Captures taken right after this step, on the host of the sandbox.'),
};

const typed = {
  run: z
    .string()
    .min(1)
    .describe('The command as typed; further lines are typed at the continuation prompt.'),
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .optional()
    .describe('An anchor of its own; without it the command is `<act>-<number>`.'),
  ...outcome,
};

/** A command typed at the prompt of a shell that an earlier command opened. */
export type InsideStep = z.infer<typeof insideBase> & { inside?: InsideStep[] | undefined };
const insideBase = z.strictObject(typed);
const insideStep: z.ZodType<InsideStep> = insideBase.extend({
  get inside() {
    return z.array(insideStep).min(1).optional();
  },
});

/** A command typed on a host of the sandbox. */
export const commandStep = z.strictObject({
  ...typed,
  on: z
    .string()
    .min(1)
    .default('host')
    .describe('The host it is typed on: `host`, `outside`, or one of `hosts`.'),
  terminal: z
    .string()
    .min(1)
    .optional()
    .describe('A further terminal on that host, by a name of your choice; the first one has no name.'),
  background: z
    .boolean()
    .default(false)
    .describe(
      'Leave the command running once `expect` was seen in whole lines; a later `resume` step ends it.',
    ),
  ready: z
    .string()
    .min(1)
    .optional()
    .describe(
      'With `background`: a command asked again and again, off camera, until it succeeds. It is the evidence that a command that prints nothing at first has begun to listen.',
    ),
  inside: z
    .array(insideStep)
    .min(1)
    .optional()
    .describe('The command opens an interactive shell: these are typed at its prompt, then `exit`.'),
});

/** Go back to a terminal whose command was left running, and see it end. */
export const resumeStep = z.strictObject({
  resume: z.string().min(1).describe('The terminal whose background command is waited for.'),
  press: z
    .enum(['ctrl-c'])
    .optional()
    .describe('A key to end the command with, pressed once `expect` was seen.'),
  ...outcome,
});

export const step = z.union([commandStep, resumeStep]);

/** What only the tape's author can say of running it on a machine in the page; the rest is computed from the tape. */
export const tapeLab = z.union([
  z.strictObject({ none: words.describe('Not offered, and why: a sentence for the reader.') }),
  z.strictObject({
    scenery: z
      .array(z.string().min(1))
      .min(1)
      .describe('Commands that stand in for a Docker host on the small machine, run before `setup`.'),
    replaces: z
      .literal('setup')
      .optional()
      .describe('The scenery stands in for `setup` as well, which needs a daemon.'),
    why: words.describe('What the scenery stands in for: a sentence for the reader.'),
  }),
]);

/** One act: what to run, where, and what must come out. The only place where its commands are written. */
export const tape = z.strictObject({
  title: words.describe('What the act shows, as a heading of the transcript.'),
  engines: z
    .array(engineName)
    .min(1)
    .default([defaultEngine])
    .describe('The engines that record it; the first is what a reader sees first.'),
  hosts: z
    .record(z.string().regex(/^[a-z][a-z0-9-]*$/), z.string())
    .default({})
    .describe('More hosts beside `outside`: name to IPv4 address in 192.0.2.0/24.'),
  daemon: z.array(z.string().min(1)).default([]).describe('Further arguments of dockerd.'),
  setup: z
    .array(z.string().min(1))
    .default([])
    .describe('Commands run before, off camera; each must succeed.'),
  steps: z.array(step).min(1).describe('What the reader sees, in order.'),
  lab: tapeLab.optional().describe('How a machine in the page runs it, where that cannot be computed.'),
  capture: captures.default({}).describe('Captures taken after the last step, on the host of the sandbox.'),
});

export type Tape = z.infer<typeof tape>;
export type CommandStep = z.infer<typeof commandStep>;
export type ResumeStep = z.infer<typeof resumeStep>;
export type Step = z.infer<typeof step>;
