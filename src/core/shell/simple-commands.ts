/** A command without control structures: its words, quotes removed. */
export type SimpleCommand = string[];

const separators = new Set([';', '&', '|', '\n', '(', ')', '{', '}']);
const keywords = new Set(['do', 'then', 'else', 'elif', 'if', 'while', 'until', '!', 'time']);

/** Where the text of a command substitution ends that begins at `from`. */
function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === "'") at = Math.max(at, text.indexOf("'", at + 1));
    else if (text[at] === '(') depth++;
    else if (text[at] === ')' && --depth === 0) return at;
  }
  return text.length;
}

/**
 * The simple commands of a line of shell, those in substitutions included, in no order that matters. It reads as
 * much of the language (POSIX XCU 2.2, 2.10) as is needed to know which programs a line runs.
 */
export function simpleCommands(text: string): SimpleCommand[] {
  const commands: SimpleCommand[] = [];
  let words: string[] = [];
  let word: string | undefined;
  const endWord = () => {
    if (word === undefined) return;
    if (words.length > 0 || !keywords.has(word)) words.push(word);
    word = undefined;
  };
  const endCommand = () => {
    endWord();
    if (words.length > 0) commands.push(words);
    words = [];
  };
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (text.startsWith('$(', at)) {
      const end = closing(text, at + 2);
      commands.push(...simpleCommands(text.slice(at + 2, end)));
      word = `${word ?? ''}$()`;
      at = end;
    } else if (char === '`') {
      const end = text.indexOf('`', at + 1);
      commands.push(...simpleCommands(text.slice(at + 1, end === -1 ? undefined : end)));
      word = `${word ?? ''}$()`;
      at = end === -1 ? text.length : end;
    } else if (char === '\\') {
      const next = text[++at] ?? '';
      if (next !== '\n') word = (word ?? '') + next;
    } else if (char === '"') {
      quoted = !quoted;
      word ??= '';
    } else if (quoted) word = (word ?? '') + char;
    else if (char === "'") {
      const end = text.indexOf("'", at + 1);
      word = (word ?? '') + text.slice(at + 1, end === -1 ? undefined : end);
      at = end === -1 ? text.length : end;
    } else if (char === '#' && word === undefined) {
      const end = text.indexOf('\n', at);
      at = end === -1 ? text.length : end - 1;
      // `2>&1` and `&>` redirect.
    } else if (char === '&' && (text[at - 1] === '>' || text[at + 1] === '>')) word = (word ?? '') + char;
    else if (char === '{' && word !== undefined) word += char;
    else if (char === '}' && word !== undefined) word += char;
    else if (separators.has(char)) endCommand();
    else if (/\s/.test(char)) endWord();
    else word = (word ?? '') + char;
  }
  endCommand();
  return commands;
}
