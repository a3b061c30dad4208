import { spawnSync } from 'node:child_process';

/** Bash with nothing of this machine's: texts are parsed, never run. */
function bash(args: readonly string[], input: string): string {
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '--noprofile', ...args], {
    input,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
    maxBuffer: 64e6,
  });
  if (status !== 0) throw new Error(`not shell:\n${input}\n${stderr}`);
  return stdout;
}

/**
 * What Bash understands of each text, printed in Bash's own form (`declare -f`): two texts with one form are the
 * same commands, however they are laid out and whatever comments they have.
 * @throws Error for a text that is no complete shell
 */
export function shellForms(texts: readonly string[]): string[] {
  // Alone first: a text that ended the function below would be run.
  for (const text of texts) bash(['-n'], text);
  const define = texts.map((text, index) => `text_${index}() {\n:\n${text}\n}\n`).join('');
  const print = texts.map((_, index) => `declare -f text_${index}; printf '\\0'\n`).join('');
  return bash(['-s'], `PATH=/nowhere\n${define}${print}`)
    .split('\0')
    .slice(0, -1)
    .map((form) => form.replace(/^text_\d+/, 'text'));
}
