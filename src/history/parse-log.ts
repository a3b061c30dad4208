/** What a commit did to a chapter. */
export interface Change {
  /** Time of the commit. */
  date: Date;
  commit: string;
  subject: string;
  /** The chapter as its address says it: `network-basics`. */
  chapter: string;
  /** Whether the chapter's page came with this commit. */
  isNew: boolean;
  /** Whether its prose changed. */
  isText: boolean;
  /** The acts that were recorded, each once however many engines recorded it. */
  recorded: readonly string[];
}

/** Separators that no subject and no path holds. */
const commitMark = '\x1e';
const fieldMark = '\x1f';

/** The format that `parseLog` reads; with `--name-status`. */
export const logFormat = `--format=${commitMark}%H${fieldMark}%cI${fieldMark}%s`;

/** A line of `--name-status`: the status, for a rename the old path, and the path. A mere rename changes nothing. */
function readFile(line: string): { isNew: boolean; chapter: string; file: string } | undefined {
  const [status = '', ...paths] = line.split('\t');
  const match = /^content\/chapters\/\d+-([^/]+)\/(.+)$/.exec(paths.at(-1) ?? '');
  if (!match || status === 'D' || status === 'R100') return undefined;
  return { isNew: status === 'A', chapter: match[1] ?? '', file: match[2] ?? '' };
}

/** Reads `git log` into what each commit did to each chapter, in the order of the log: newest first. */
export function parseLog(log: string): Change[] {
  return log.split(commitMark).flatMap((block) => {
    const [head = '', ...lines] = block.split('\n');
    const [commit = '', date = '', subject = ''] = head.split(fieldMark);
    const files = lines.map(readFile).filter((file) => file !== undefined);
    return [...Map.groupBy(files, ({ chapter }) => chapter)].map(([chapter, own]) => ({
      date: new Date(date),
      commit,
      subject,
      chapter,
      isNew: own.some((one) => one.file === 'zh.mdx' && one.isNew),
      isText: own.some(({ file }) => /^(zh|en)\.mdx$/.test(file)),
      recorded: [
        ...new Set(own.flatMap(({ file }) => /^\+recorded\/[^/]+\/(.+)\.cast$/.exec(file)?.[1] ?? [])),
      ].sort(),
    }));
  });
}
