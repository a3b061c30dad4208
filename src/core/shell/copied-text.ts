/**
 * Control characters (an escape sequence that ends bracketed paste would run what follows) and those that show a
 * text in another order than it is (Unicode TR 36, section 2.3; CVE-2021-42574), but for tabs and line breaks.
 */
const deceiving = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A command as it may reach a clipboard: nothing in it that a reader would not see. */
export function copiedText(run: string): string {
  return run.replaceAll('\r\n', '\n').replace(deceiving, '');
}

/** Text as it may stand in a comment of a script: on one line, whatever it holds. */
export function commentText(text: string): string {
  return copiedText(text.replace(/[\r\n\u0085\u2028\u2029]+/g, ' '));
}
