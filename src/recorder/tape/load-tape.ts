import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, relative } from 'node:path';
import { isNode, LineCounter, parseDocument, visit, type Document } from 'yaml';
import { tape, type Tape } from '../../schemas/tape.ts';
import { hashTape } from '../../schemas/tape-hash.ts';
import { Failure } from '../../debian/failure.ts';
import { checkTape } from './check-tape.ts';
import { issueText, notAName, type Path } from './issue-text.ts';

/** A tape as its file holds it. */
export interface LoadedTape {
  /** Folder of the chapter: `01-network-basics`. */
  chapter: string;
  /** Name of the act: `none`. */
  act: string;
  file: string;
  tape: Tape;
  hash: string;
  /** `file:line:column (steps[0].run)` of a place in the tape. */
  describe: (path: Path) => string;
}

function pathText(path: Path): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : index > 0 ? `.${part}` : part))
    .join('');
}

function describer(file: string, document: Document, lines: LineCounter) {
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${relative(process.cwd(), file)}:${line}:${col}`;
  };
  return (path: Path): string => {
    const suffix = path.length > 0 ? ` (${pathText(path)})` : '';
    for (let depth = path.length; depth >= 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return `${place(node.range[0])}${suffix}`;
    }
    return `${place(0)}${suffix}`;
  };
}

function parse(file: string) {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines, prettyErrors: false });
  const syntax = document.errors[0];
  if (syntax) {
    const { line, col } = lines.linePos(syntax.pos[0]);
    throw new Failure(`${relative(process.cwd(), file)}:${line}:${col}: ${syntax.message}`);
  }
  // An alias without its anchor is no error of the document, but has no value.
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document)) return;
      const { line, col } = lines.linePos(alias.range?.[0] ?? 0);
      throw new Failure(
        `${relative(process.cwd(), file)}:${line}:${col}: the alias \`*${alias.source}\` has no anchor before it; a text that begins with \`*\` needs quotes`,
      );
    },
  });
  return { raw: document.toJS() as unknown, describe: describer(file, document, lines) };
}

/**
 * Reads and checks a tape.
 * @throws Failure with a line for each thing wrong: file, line, place, and the nearest right answer
 */
export function loadTape(file: string): LoadedTape {
  if (!existsSync(file)) throw new Failure(`${relative(process.cwd(), file)}: no such tape`);
  const act = basename(file, '.tape.yaml');
  if (!/^[a-z][a-z0-9-]*$/.test(act)) {
    throw new Failure(`${relative(process.cwd(), file)}: ${notAName(act)}`);
  }
  const { raw, describe } = parse(file);
  const parsed = tape.safeParse(raw);
  const problems = parsed.success
    ? checkTape(parsed.data, act, describe)
    : parsed.error.issues.flatMap((issue) => issueText(issue, raw, describe));
  if (!parsed.success || problems.length > 0) throw new Failure(problems.join('\n'));
  return {
    chapter: basename(dirname(file)),
    act,
    file,
    tape: parsed.data,
    hash: hashTape(parsed.data),
    describe,
  };
}
