import { spawnSync } from 'node:child_process';

/** Bash with nothing of this machine's: texts are parsed, never run. */
function bash(script: string, texts: readonly string[]): string[] {
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '--noprofile', '-c', script], {
    input: texts.map((text) => `${text}\0`).join(''),
    encoding: 'utf8',
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
    maxBuffer: 64e6,
  });
  const answers = stdout.split('\0').slice(0, -1);
  // A text with a zero byte would count as two.
  if (status !== 0 || answers.length !== texts.length) throw new Error(`not shell:\n${stdout}\n${stderr}`);
  return answers;
}

/**
 * For each text, its form as the body of a function. Alone first: a text that ended the function would be run. After
 * `set -n` Bash reads commands and runs none, until its subshell ends.
 */
const printForms = `PATH=/nowhere
while IFS= read -rd '' text; do
  (eval "set -n
$text") || { printf %s "$text"; exit 1; }
  eval "text() {
:
$text
}" && declare -f text && printf '\\0' || exit 1
done`;

const known = new Map<string, string>();

/**
 * What Bash understands of each text, printed in Bash's own form (`declare -f`): two texts with one form are the
 * same commands, however they are laid out and whatever comments they have.
 * @throws Error for a text that is no complete shell
 */
export function shellForms(texts: readonly string[]): string[] {
  const unknown = [...new Set(texts)].filter((text) => !known.has(text));
  if (unknown.length > 0)
    bash(printForms, unknown).forEach((form, index) => known.set(unknown[index]!, form));
  return texts.map((text) => known.get(text)!);
}
