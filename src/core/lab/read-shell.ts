/** The simple commands of a shell text, each as its words, and the functions that it defines. */
export interface ShellText {
  commands: string[][];
  functions: string[];
}

const hereDocument = /<<-?\s*(['"]?)(\w+)\1([^\n]*)\n[\s\S]*?\n\2(?=\n|$)/g;

/** Reads enough of bash's grammar to tell the commands apart: quotes, substitutions, redirections, functions. */
class ShellReader {
  readonly commands: string[][] = [];
  readonly functions: string[] = [];
  readonly #text: string;
  #at = 0;
  #words: string[] = [];
  #word = '';
  #isTarget = false;

  constructor(text: string) {
    this.#text = text;
  }

  read(): void {
    while (this.#at < this.#text.length) this.#step();
    this.#endCommand();
  }

  #step(): void {
    const char = this.#text[this.#at] ?? '';
    this.#at += 1;
    if (char === '\\') this.#escape();
    else if (char === "'") this.#quote();
    else if (char === '"') this.#doubleQuote();
    else if (char === '`') this.#backQuote();
    else if (char === '$' && this.#text[this.#at] === '(') this.#substitution();
    else if (char === '#' && this.#word === '') this.#at = this.#find('\n');
    else if (char === ' ' || char === '\t') this.#endWord();
    else if (char === '<' || char === '>') this.#redirect();
    else if (char === '&' && /[<>]/.test(this.#text[this.#at] ?? '')) this.#endWord();
    else if (char === '(' && this.#text[this.#at] === ')' && this.#word !== '') this.#define();
    else if (/[;|&\n()]/.test(char)) this.#endCommand();
    else this.#word += char;
  }

  #find(what: string): number {
    const at = this.#text.indexOf(what, this.#at);
    return at < 0 ? this.#text.length : at;
  }

  #escape(): void {
    const next = this.#text[this.#at] ?? '';
    this.#at += 1;
    if (next === '\n') this.#endWord();
    else this.#word += `\\${next}`;
  }

  #quote(): void {
    this.#word += "'";
    this.#at = this.#find("'") + 1;
  }

  #doubleQuote(): void {
    this.#word += '"';
    for (; this.#at < this.#text.length && this.#text[this.#at] !== '"'; this.#at++) {
      if (this.#text[this.#at] === '\\') this.#at += 1;
      else if (this.#text.startsWith('$(', this.#at)) {
        this.#at += 1;
        this.#substitution();
        this.#at -= 1;
      }
    }
    this.#at += 1;
  }

  #backQuote(): void {
    const end = this.#find('`');
    this.#readInner(this.#text.slice(this.#at, end));
    this.#at = end + 1;
  }

  /** Stands at the parenthesis of `$(`; `$((` is arithmetic and holds no command. */
  #substitution(): void {
    let depth = 0;
    const start = this.#at + 1;
    for (; this.#at < this.#text.length; this.#at++) {
      const char = this.#text[this.#at];
      if (char === "'") this.#at = Math.max(this.#at, this.#text.indexOf("'", this.#at + 1));
      else if (char === '(') depth += 1;
      else if (char === ')' && --depth === 0) break;
    }
    const inner = this.#text.slice(start, this.#at);
    this.#at += 1;
    if (!inner.startsWith('(')) this.#readInner(inner);
  }

  #readInner(text: string): void {
    const inner = new ShellReader(text);
    inner.read();
    this.commands.push(...inner.commands);
    this.#word += '$';
  }

  #redirect(): void {
    if (/^\d+$/.test(this.#word)) this.#word = '';
    this.#endWord();
    if (this.#text[this.#at] === '(') return;
    while (/[<>&|]/.test(this.#text[this.#at] ?? '')) this.#at += 1;
    this.#isTarget = true;
  }

  #define(): void {
    this.functions.push(this.#word);
    this.#word = '';
    this.#at += 1;
  }

  #endWord(): void {
    if (this.#word === '') return;
    if (!this.#isTarget) this.#words.push(this.#word);
    this.#isTarget = false;
    this.#word = '';
  }

  #endCommand(): void {
    this.#endWord();
    if (this.#words.length > 0) this.commands.push(this.#words);
    this.#words = [];
    this.#isTarget = false;
  }
}

/** The commands of a shell text, those of its substitutions too; here-documents are no commands. */
export function readShell(text: string): ShellText {
  const reader = new ShellReader(text.replaceAll(hereDocument, '$3'));
  reader.read();
  return reader;
}
