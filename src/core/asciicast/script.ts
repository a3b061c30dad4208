import { commentText, copiedText } from '../shell/copied-text.ts';
import { hostChange, type HostChange } from '../shell/host-change.ts';
import { placeKey, type CommandEntry } from './commands.ts';

/** The words of a script's comments, in the language of the page. */
export interface ScriptWords {
  onHost: (host: string) => string;
  inTerminal: (terminal: string) => string;
  /** What follows is typed in the shell that this command opened. */
  inside: (command: string) => string;
  exits: (status: number) => string;
  background: string;
  /** What the command below changes, and on which host. */
  changes: (change: HostChange, host: string) => string;
}

function commented(text: string): string {
  return copiedText(text)
    .split('\n')
    .map((line) => `#   ${line}`)
    .join('\n');
}

function placeLines({ host, terminal, inside }: CommandEntry, words: ScriptWords): string[] {
  const where = `${words.onHost(host)}${terminal === null ? '' : ` · ${words.inTerminal(terminal)}`}`;
  const innermost = inside.at(-1);
  const lines = innermost === undefined ? [where] : [where, words.inside(innermost.split('\n')[0] ?? '')];
  return lines.map((line) => `# ${commentText(line)}`);
}

/**
 * All commands of an act in order as one shell script. A comment says where each part runs; what was typed at
 * the prompt inside a container stands in comments, since a script on the host cannot type there.
 */
export function scriptOf(title: string, commands: readonly CommandEntry[], words: ScriptWords): string {
  const lines = ['#!/bin/bash', `# ${commentText(title)}`];
  let place = '';
  for (const command of commands) {
    if (command.kind === 'resume') continue;
    if (placeKey(command) !== place) {
      place = placeKey(command);
      lines.push('', ...placeLines(command, words));
    }
    if (command.inside.length > 0) lines.push(commented(command.run));
    else lines.push(...warnings(command, words), copiedText(command.run), ...remarks(command, words));
  }
  return `${lines.join('\n')}\n`;
}

function warnings({ run, host }: CommandEntry, words: ScriptWords): string[] {
  const change = hostChange(run);
  return change === undefined ? [] : [`# ${commentText(words.changes(change, host))}`];
}

function remarks({ exit }: CommandEntry, words: ScriptWords): string[] {
  if (exit === null) return [`# ${words.background}`];
  return exit === 0 ? [] : [`# ${words.exits(exit)}`];
}
