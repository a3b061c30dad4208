import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, relative } from 'node:path';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { nearest } from '../../core/nearest.ts';
import { engineNames } from '../../schemas/engine.ts';
import { commandStep, resumeStep, tape, type Tape } from '../../schemas/tape.ts';
import { words } from '../../schemas/words.ts';
import { hashTape } from '../../schemas/tape-hash.ts';
import { Failure } from '../failure.ts';

type Path = readonly (string | number)[];

/** A tape as its file holds it. */
export interface LoadedTape {
  /** Folder of the chapter: `01-network-basics`. */
  chapter: string;
  /** Name of the act: `none`. */
  act: string;
  file: string;
  tape: Tape;
  hash: string;
  /** `file:line:column (steps[0].run)` of a place in the tape. */
  describe: (path: Path) => string;
}

function pathText(path: Path): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : index > 0 ? `.${part}` : part))
    .join('');
}

function describer(file: string, document: Document, lines: LineCounter) {
  return (path: Path): string => {
    for (let depth = path.length; depth >= 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true);
      if (!isNode(node) || !node.range) continue;
      const { line, col } = lines.linePos(node.range[0]);
      const place = `${relative(process.cwd(), file)}:${line}:${col}`;
      return path.length > 0 ? `${place} (${pathText(path)})` : place;
    }
    return file;
  };
}

/** Keys of a command that only make sense on a host, not at the prompt inside a container. */
const hostOnly = new Set(['on', 'terminal', 'background', 'resume', 'press']);

/** The keys that a place of the tape may have, for the hint at a mistyped one. */
function knownKeys(path: Path): string[] {
  if (path.length === 0) return Object.keys(tape.shape);
  if (path[0] !== 'steps') return Object.keys(words.shape);
  const keys = new Set([...Object.keys(commandStep.shape), ...Object.keys(resumeStep.shape)]);
  return [...keys].filter((key) => !path.includes('inside') || !hostOnly.has(key));
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) => (value as Record<PropertyKey, unknown> | undefined)?.[part],
    raw,
  );
}

function issueText(issue: z.core.$ZodIssue, raw: unknown, describe: (path: Path) => string): string[] {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const near = nearest(key, knownKeys(path), 2).map((name) => `\`${name}\``);
      return `${describe([...path, key])}: unknown key \`${key}\`; did you mean ${near.join(' or ')}?`;
    });
  }
  if (issue.code === 'invalid_type' && valueAt(raw, issue.path) === undefined) {
    return [`${describe(path)}: the key \`${String(path.at(-1))}\` is missing (${issue.expected})`];
  }
  if (issue.code === 'too_small' && issue.origin === 'array')
    return [`${describe(path)}: it must not be empty`];
  if (issue.code === 'invalid_value' && path[0] === 'engines') {
    return [`${describe(path)}: unknown engine; the engines are ${engineNames.join(', ')}`];
  }
  return [`${describe(path)}: ${issue.message}`];
}

/** A step is a command or a resume: only the messages of the one that was meant help. */
function meantIssues(issue: z.core.$ZodIssue, raw: unknown): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const step = valueAt(raw, issue.path);
  const isResume = typeof step === 'object' && step !== null && 'resume' in step;
  const branch = issue.errors[isResume ? 1 : 0] ?? [];
  return branch.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

function checkHosts(value: Tape, describe: (path: Path) => string): string[] {
  const hosts = ['host', 'outside', ...Object.keys(value.hosts)];
  const problems: string[] = [];
  for (const [name, address] of Object.entries(value.hosts)) {
    const last = /^192\.0\.2\.(\d{1,3})$/.exec(address)?.[1];
    if (['host', 'outside', 'switch'].includes(name))
      problems.push(`${describe(['hosts', name])}: ${name} is a name of the sandbox itself`);
    else if (!last || Number(last) < 2 || Number(last) > 254 || last === '10') {
      problems.push(
        `${describe(['hosts', name])}: ${address} is not a free address of 192.0.2.0/24 (.1 is outside, .10 the host)`,
      );
    }
  }
  for (const [index, step] of value.steps.entries()) {
    if ('resume' in step || hosts.includes(step.on)) continue;
    problems.push(
      `${describe(['steps', index, 'on'])}: unknown host \`${step.on}\`; the hosts of this tape are ${hosts.join(', ')}`,
    );
  }
  return problems;
}

function checkPatterns(value: unknown, path: Path, describe: (path: Path) => string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]: [string, unknown]) => {
    const at = [...path, Array.isArray(value) ? Number(name) : name];
    if (name !== 'expect' || !Array.isArray(item)) return checkPatterns(item, at, describe);
    return item.flatMap((pattern: string, index) => {
      try {
        new RegExp(pattern, 'm');
        return [];
      } catch (error) {
        return [`${describe([...at, index])}: ${(error as Error).message}`];
      }
    });
  });
}

/**
 * Reads and checks a tape.
 * @throws Failure with a line for each thing wrong: file, line, place, and the nearest right answer
 */
export function loadTape(file: string): LoadedTape {
  if (!existsSync(file)) throw new Failure(`${file}: no such tape`);
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
  const describe = describer(file, document, lines);
  const syntax = document.errors[0];
  if (syntax) {
    const { line, col } = lines.linePos(syntax.pos[0]);
    throw new Failure(`${relative(process.cwd(), file)}:${line}:${col}: ${syntax.message.split('\n')[0]}`);
  }
  const raw: unknown = document.toJS();
  const parsed = tape.safeParse(raw);
  const problems = parsed.success
    ? [...checkHosts(parsed.data, describe), ...checkPatterns(parsed.data, [], describe)]
    : parsed.error.issues
        .flatMap((issue) => meantIssues(issue, raw))
        .flatMap((issue) => issueText(issue, raw, describe));
  if (!parsed.success || problems.length > 0) throw new Failure(problems.join('\n'));
  return {
    chapter: basename(dirname(file)),
    act: basename(file, '.tape.yaml'),
    file,
    tape: parsed.data,
    hash: hashTape(parsed.data),
    describe,
  };
}
