import { readShell } from './read-shell.ts';

/** Words that a command stands behind (bash(1), RESERVED WORDS, and builtins that run what follows). */
const prefixes = new Set('! { do elif else exec if then time until while command'.split(' '));

/** Words that bash carries out itself (bash(1), SHELL BUILTIN COMMANDS); no program stands behind them. */
const builtins = new Set(
  (
    ': . [ [[ alias bg break case cd continue declare done echo esac eval exit export false fg fi for function ' +
    'hash history in jobs kill let local printf pwd read return set shift source test trap true type ulimit umask ' +
    'unset wait }'
  ).split(' '),
);

/** Programs that run the program named behind them, with their options that take a word. */
const runners: Readonly<Record<string, RegExp>> = {
  env: /^-u$/,
  nohup: /^$/,
  nsenter: /^-[tSG]$/,
  setsid: /^$/,
  strace: /^-[eopsu]$/,
  timeout: /^-[ks]$/,
  unshare: /^-[SG]$/,
  xargs: /^-[dEIiLnPs]$/,
};

/** The program that one simple command starts with, and those it hands over to. */
function programsOfWords(words: readonly string[]): string[] {
  const start = words.findIndex((word) => !/^\w+\+?=/.test(word) && !prefixes.has(word));
  const [name, ...rest] = start < 0 ? [] : words.slice(start);
  if (name === undefined || builtins.has(name)) return [];
  if (!/^[\w./+-]+$/.test(name)) return [];
  // A program named by its path must stand there, whatever is on PATH.
  const program = name;
  if (program === 'ip') {
    const at = rest.indexOf('exec');
    return at >= 0 && rest.includes('netns') ? [program, ...programsOfWords(rest.slice(at + 2))] : [program];
  }
  const takesWord = runners[program];
  if (!takesWord) return [program];
  let at = 0;
  while (at < rest.length && /^-/.test(rest[at] ?? '')) at += takesWord.test(rest[at] ?? '') ? 2 : 1;
  if (program === 'timeout') at += 1;
  return [program, ...programsOfWords(rest.slice(at))];
}

/** The programs that shell texts start on their own machine (not those inside a container), each once. */
export function programsOf(...texts: string[]): string[] {
  const read = texts.map(readShell);
  const functions = new Set(read.flatMap((shell) => shell.functions));
  const programs = read.flatMap(({ commands }) => commands.flatMap(programsOfWords));
  return [...new Set(programs)].filter((program) => !functions.has(program));
}
