const sequences = /\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[ -/]*[0-~]/g;

/** Removes escape sequences (ECMA-48 control strings and sequences) and carriage returns from terminal output. */
export function stripAnsi(text: string): string {
  return text.replace(sequences, '').replaceAll('\r', '');
}
