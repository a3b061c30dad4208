import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import type { ActScript } from '../../src/browser/lab/act-script.ts';
import { actScript } from '../../src/components/lab/lab-acts.ts';
import { slugOfFolder } from '../../src/chapters.ts';
import { tape, type Tape } from '../../src/schemas/tape.ts';

/** The machines of the site; one that was not built fails its tests, it does not skip them. */
export const machineNames = ['small', 'docker'] as const;

const chapters = resolve(import.meta.dirname, '..', '..', 'content', 'chapters');
const suffix = '.tape.yaml';

/** Every act that a machine of this site runs, as the site ships it, with its tape. */
export function runnableActs(): { script: ActScript; tape: Tape }[] {
  return readdirSync(chapters)
    .sort()
    .flatMap((folder) =>
      readdirSync(join(chapters, folder))
        .filter((file) => file.endsWith(suffix))
        .flatMap((file) => {
          const act = file.slice(0, -suffix.length);
          const parsed = tape.parse(parse(readFileSync(join(chapters, folder, file), 'utf8')));
          const checkFile = join(chapters, folder, `${act}.check.sh`);
          const check = existsSync(checkFile) ? readFileSync(checkFile, 'utf8') : null;
          const script = actScript(slugOfFolder(folder), act, parsed, check);
          return script ? [{ script, tape: parsed }] : [];
        }),
    );
}
