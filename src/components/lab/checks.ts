const checks = import.meta.glob<string>('/content/chapters/*/*.check.sh', {
  query: '?raw',
  import: 'default',
});

/** `by-hand/exercise-ptp` from the path of its check. */
function keyOf(path: string): string {
  const [folder = '', file = ''] = path.split('/').slice(-2);
  return `${folder.replace(/^\d+-/, '')}/${file.replace(/\.check\.sh$/, '')}`;
}

/** The script that looks whether an exercise is done; null for an act that is none. */
export async function loadCheck(chapter: string, act: string): Promise<string | null> {
  const path = Object.keys(checks).find((one) => keyOf(one) === `${chapter}/${act}`);
  return (await (path === undefined ? undefined : checks[path]?.())) ?? null;
}

/** Names of the exercises of a chapter that have a check. */
export function listChecks(chapter: string): string[] {
  return Object.keys(checks)
    .map(keyOf)
    .filter((key) => key.startsWith(`${chapter}/`))
    .map((key) => key.slice(chapter.length + 1));
}
