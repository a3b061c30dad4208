/** What the core needs to know of a recorded command; `src/schemas/recording.ts` describes each key. */
export interface CommandEntry {
  id: string;
  kind: 'run' | 'exit' | 'resume';
  run: string;
  host: string;
  terminal: string | null;
  inside: string[];
  exit: number | null;
}

/** Where a command was typed, as one key: equal for commands typed at the same prompt. */
export function placeKey({ host, terminal, inside }: CommandEntry): string {
  return JSON.stringify([host, terminal, inside]);
}
