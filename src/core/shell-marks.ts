// Shell-integration marks, OSC 133 (FinalTerm, as iTerm2, kitty and VTE read them).

/** Output of the command begins; the shells do not print it, the recorder puts it after the echoed newline. */
export const outputMark = '\x1b]133;C\x07';
export const promptMark = '\x1b]133;A\x07';
const inputMark = '\x1b]133;B\x07';
const finished = /\x1b\]133;D;(\d+)\x07/;

/** The status of a command that has ended, once its shell stands at the prompt again; else undefined. */
export function statusAtPrompt(text: string): number | undefined {
  const match = finished.exec(text);
  return match?.[1] !== undefined && text.indexOf(inputMark, match.index) >= 0 ? Number(match[1]) : undefined;
}

/** Output without the prompt that follows it; marks before `start` belong to shells the command opened. */
export function untilPrompt(text: string, start = 0): string {
  const end = text.slice(start).search(finished);
  return end < 0 ? text : text.slice(0, start + end);
}

/** Whether a marked prompt stands in the text. */
export function hasPrompt(text: string): boolean {
  return text.includes(inputMark);
}

/** The last marked prompt of a text, with its marks. */
export function lastPrompt(text: string): string {
  const start = text.lastIndexOf(promptMark);
  const end = text.indexOf(inputMark, start);
  return start < 0 || end < 0 ? '' : text.slice(start, end + inputMark.length);
}

/** A shell's own prompt at the very end of the output: `/ # `, `root@box:/$ `. */
export const plainPrompt = /(?:^|\n)([^\n]{0,60}[#$] )$/;

/**
 * The command that gives a shell the marks; `prompt` is what it showed before, kept as it is. Both busybox ash
 * and bash read `$'…'`, and no process is started, so that the numbers of later processes are the usual ones.
 */
export function integrationCommand(prompt: string): string {
  // `\w` is what both replace by the working directory, as in their own default prompts.
  const visible = prompt.replace(/^(.*?)([~/][^ ]*)( ?[#$] )$/, '$1\\\\w$3').replaceAll("'", '');
  return ` PS1=$'\\e]133;D;$?\\a\\e]133;A\\a${visible}\\e]133;B\\a'`;
}
