import { nearest } from '../../core/nearest.ts';
import type { InsideStep, Step, Tape } from '../../schemas/tape.ts';
import type { Path } from './issue-text.ts';

type Describe = (path: Path) => string;

const sandboxHosts = ['host', 'outside'];
/** Names that the sandbox uses itself: its hosts, its switch, and the loopback interface of the switch. */
const reservedHosts = [...sandboxHosts, 'switch', 'lo'];
/** The kernel names an interface in 15 bytes (IFNAMSIZ), and one of a host's is called `eth0-<name>`. */
const longestHost = 15 - 'eth0-'.length;

function checkHosts({ hosts }: Tape, describe: Describe): string[] {
  const owners = new Map<string, string>();
  return Object.entries(hosts).flatMap(([name, address]) => {
    const at = describe(['hosts', name]);
    const last = Number(/^192\.0\.2\.(\d{1,3})$/.exec(address)?.[1]);
    const owner = owners.get(address);
    owners.set(address, name);
    if (reservedHosts.includes(name)) return [`${at}: ${name} is a name of the sandbox itself`];
    if (name.length > longestHost) return [`${at}: \`${name}\` is longer than ${longestHost} letters`];
    if (owner) return [`${at}: ${address} is already the address of ${owner}`];
    if (last >= 2 && last <= 254 && last !== 10) return [];
    return [`${at}: ${address} is not a free address of 192.0.2.0/24 (.1 is outside, .10 the host)`];
  });
}

function checkPlaces({ hosts, steps }: Tape, describe: Describe): string[] {
  const known = [...sandboxHosts, ...Object.keys(hosts)];
  return steps.flatMap((step, index) => {
    if ('resume' in step || known.includes(step.on)) return [];
    const near = nearest(step.on, known, 1)[0];
    return [
      `${describe(['steps', index, 'on'])}: unknown host \`${step.on}\`; did you mean \`${near}\`? The hosts of this tape are ${known.join(', ')}`,
    ];
  });
}

/** Follows the terminals through the steps: which has a command running, and which is free. */
function checkBackground({ steps }: Tape, describe: Describe): string[] {
  const running = new Map<string, { seat: string; path: Path }>();
  const names = () => [...running.keys()].map((name) => `\`${name}\``).join(', ') || 'nothing';
  const problems = steps.flatMap((step, index): string[] => {
    const path = ['steps', index];
    if ('resume' in step) {
      if (running.delete(step.resume)) return [];
      return [
        `${describe([...path, 'resume'])}: no command is left running in \`${step.resume}\` here; running: ${names()}`,
      ];
    }
    const seat = `${step.on} ${step.terminal ?? ''}`;
    const name = step.terminal ?? step.on;
    if ([...running.values()].some((other) => other.seat === seat)) {
      return [
        `${describe(path)}: a command still runs in this terminal: \`resume: ${name}\` first, or give this step a \`terminal\` of its own`,
      ];
    }
    if (step.ready && !step.background)
      return [
        `${describe([...path, 'ready'])}: only a command in the \`background\` is waited for like this`,
      ];
    if (!step.background) return [];
    if (step.inside) return [`${describe(path)}: a command with \`inside\` cannot stay in the background`];
    if (running.has(name)) {
      return [`${describe(path)}: another terminal called \`${name}\` has a command running: rename one`];
    }
    running.set(name, { seat, path });
    return [];
  });
  const left = [...running].map(
    ([name, { path }]) =>
      `${describe(path)}: left running in the background; end it with a step \`resume: ${name}\``,
  );
  return [...problems, ...left];
}

/** A command of the tape, at whatever depth, and its place. */
function* commandsOf(
  steps: readonly (Step | InsideStep)[],
  path: Path,
): Generator<[Step | InsideStep, Path]> {
  for (const [index, step] of steps.entries()) {
    yield [step, [...path, index]];
    if ('inside' in step && step.inside) yield* commandsOf(step.inside, [...path, index, 'inside']);
  }
}

function checkIds({ steps }: Tape, act: string, describe: Describe): string[] {
  const seen = new Set<string>();
  return [...commandsOf(steps, ['steps'])].flatMap(([step, path]) => {
    if (!('id' in step) || step.id === undefined) return [];
    const at = describe([...path, 'id']);
    if (seen.has(step.id)) return [`${at}: another command has the id \`${step.id}\``];
    seen.add(step.id);
    if (!new RegExp(`^${act}-\\d+(-|$)`).test(step.id)) return [];
    return [`${at}: ids of the form \`${act}-<number>\` are given to the commands without one`];
  });
}

function checkCaptures({ steps, capture }: Tape, describe: Describe): string[] {
  const seen = new Set<string>();
  const all = [...commandsOf(steps, ['steps'])].map(
    ([step, path]) => [step.capture ?? {}, [...path, 'capture']] as const,
  );
  return [...all, [capture, ['capture']] as const].flatMap(([captures, path]) =>
    Object.keys(captures).flatMap((name) => {
      const at = describe([...path, name]);
      if (name === 'cast') return [`${at}: \`cast\` is the name of the recording's own file`];
      if (seen.has(name)) return [`${at}: another capture is called \`${name}\``];
      seen.add(name);
      return [];
    }),
  );
}

function checkPatterns({ steps }: Tape, describe: Describe): string[] {
  return [...commandsOf(steps, ['steps'])].flatMap(([step, path]) =>
    step.expect.flatMap((pattern, index) => {
      try {
        new RegExp(pattern, 'm');
        return [];
      } catch (error) {
        return [`${describe([...path, 'expect', index])}: ${(error as Error).message}`];
      }
    }),
  );
}

/** What a schema cannot say of a tape: a line for each thing wrong, with its place. */
export function checkTape(value: Tape, act: string, describe: Describe): string[] {
  return [
    ...checkHosts(value, describe),
    ...checkPlaces(value, describe),
    ...checkBackground(value, describe),
    ...checkIds(value, act, describe),
    ...checkCaptures(value, describe),
    ...checkPatterns(value, describe),
  ];
}
