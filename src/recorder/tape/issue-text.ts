import type { z } from 'zod';
import { nearest } from '../../core/nearest.ts';
import { engineNames } from '../../schemas/engine.ts';
import { commandStep, resumeStep, tape } from '../../schemas/tape.ts';
import { words } from '../../schemas/words.ts';

/** The way to a value of a tape: `['steps', 0, 'run']`. */
export type Path = readonly (string | number)[];

/** Keys of a command that only make sense on a host, not at the prompt inside a container. */
const hostOnly = new Set(['on', 'terminal', 'background']);

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) => (value as Record<PropertyKey, unknown> | null | undefined)?.[part],
    raw,
  );
}

function isResume(step: unknown): boolean {
  return typeof step === 'object' && step !== null && 'resume' in step;
}

/** The keys that a place of the tape may have, for the hint at a mistyped one. */
function knownKeys(raw: unknown, path: Path): string[] {
  if (path.length === 0) return Object.keys(tape.shape);
  if (path[0] !== 'steps') return Object.keys(words.shape);
  if (isResume(valueAt(raw, path))) return Object.keys(resumeStep.shape);
  return Object.keys(commandStep.shape).filter((key) => !path.includes('inside') || !hostOnly.has(key));
}

const kinds: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'a mapping',
  record: 'a mapping',
  string: 'a text',
};

/** What stands at a place, in a few words. */
function found(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return `\`${value}\``;
  return 'a mapping';
}

function typeText(expected: string, path: Path, value: unknown): string {
  const kind = kinds[expected] ?? expected;
  if (value === undefined) return `the key \`${String(path.at(-1))}\` is missing (${kind})`;
  const isStep = path.length === 2 && path[0] === 'steps' && typeof value === 'string';
  const hint = isStep ? '; a command is written `run: …`' : '';
  return `it must be ${kind}, not ${found(value)}${hint}`;
}

function unknownKeyText(key: string, raw: unknown, path: Path): string {
  if (key === 'run' && isResume(valueAt(raw, path))) return 'a step has `run` or `resume`, not both';
  if (path.includes('inside') && hostOnly.has(key))
    return `\`${key}\` is for a command on a host, not at the prompt of the shell it opened`;
  const near = nearest(key, knownKeys(raw, path), 2).map((name) => `\`${name}\``);
  return `unknown key \`${key}\`; did you mean ${near.join(' or ')}?`;
}

/** What is wrong with a word that is not a name of the kind a tape uses. */
export function notAName(word: string): string {
  return `\`${word}\` is no name: it takes lower-case letters, digits and \`-\`, and begins with a letter`;
}

/** The lines that tell an author about one issue that zod found in a tape. */
export function issueText(issue: z.core.$ZodIssue, raw: unknown, describe: (path: Path) => string): string[] {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  const value = valueAt(raw, path);
  const at = describe(path);
  switch (issue.code) {
    case 'invalid_union': {
      // A step is a command or a resume: only the messages of the one that was meant help.
      const branch = issue.errors[isResume(value) ? 1 : 0] ?? [];
      return branch.flatMap((inner) =>
        issueText({ ...inner, path: [...issue.path, ...inner.path] }, raw, describe),
      );
    }
    case 'unrecognized_keys':
      return issue.keys.map((key) => `${describe([...path, key])}: ${unknownKeyText(key, raw, path)}`);
    case 'invalid_type':
      return [`${at}: ${typeText(issue.expected, path, value)}`];
    case 'invalid_key':
      return [`${at}: ${notAName(String(path.at(-1)))}`];
    case 'too_small':
      if (issue.origin === 'array' || issue.origin === 'string') return [`${at}: it must not be empty`];
      break;
    case 'invalid_format':
      return [`${at}: ${notAName(String(value))}`];
    case 'invalid_value':
      if (path[0] !== 'engines') break;
      return [
        `${at}: unknown engine \`${String(value)}\`; did you mean \`${nearest(String(value), engineNames, 1)[0]}\`? ` +
          `The engines are ${engineNames.join(', ')}`,
      ];
  }
  return [`${at}: ${issue.message.replace(/^./, (first) => first.toLowerCase())}, not ${found(value)}`];
}
