import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { slugOfFolder } from '../../src/chapters.ts';
import { tape, type Step } from '../../src/schemas/tape.ts';

/** A command as a tape says it. */
export interface TapeCommand {
  run: string;
  /** Whether it is typed in a shell that another command opened. */
  isInside: boolean;
}

type Typed = { run: string; inside?: Typed[] | undefined };

function flatten({ run, inside = [] }: Typed, isInside: boolean): TapeCommand[] {
  return [{ run, isInside }, ...inside.flatMap((step) => flatten(step, true))];
}

/** The commands that a tape types, in order; what leaves a shell again is not among them. */
export function tapeCommands(chapter: string, act: string): TapeCommand[] {
  const root = 'content/chapters';
  const folder = readdirSync(root).find((name) => slugOfFolder(name) === chapter) ?? chapter;
  const { steps } = tape.parse(parse(readFileSync(join(root, folder, `${act}.tape.yaml`), 'utf8')));
  return steps.flatMap((step: Step) => ('run' in step ? flatten(step, false) : []));
}
