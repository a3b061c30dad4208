/** The status of a script whose time was over (timeout(1), in the guest's `control.sh`). */
export const timedOut = 124;

/** What a script that ran in the machine printed, and how it ended; status `timedOut` when its time was over. */
export interface Answer {
  id: string;
  status: number;
  output: Uint8Array;
}

/** The seconds that a script may take when nothing else is said. */
export const defaultSeconds = 30;

const newline = 10;

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function join(left: Uint8Array, right: Uint8Array): Uint8Array {
  const joined = new Uint8Array(left.length + right.length);
  joined.set(left);
  joined.set(right, left.length);
  return joined;
}

/** The bytes that ask the machine's control port to run a script (UTF-8); its end is `src/lab/guest/control.sh`. */
export function formatRequest(id: string, script: Uint8Array, seconds = defaultSeconds): Uint8Array {
  return join(ascii(`${id} ${seconds} ${script.length}\n`), script);
}

/**
 * The script that a restored machine runs first (`src/lab/guest/restored.sh`): it sets the clock, in seconds since the
 * epoch, and seeds the kernel's random numbers, since every copy of a state begins with the same ones. Whoever restored
 * the machine waits for it, so it runs in the shell that is there: another one takes 3 million instructions.
 */
export function tellTime(nowS: number, seed: string): string {
  return `. restored ${Math.floor(nowS)} ${seed}`;
}

/** Cuts input into pieces that a port takes at once; v86 drops what a port has no buffer for. */
export function* pieces(bytes: Uint8Array, size = 1024): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

/** Reads the answers out of what the control port sends, in whatever pieces it comes. */
export class AnswerReader {
  #rest: Uint8Array = new Uint8Array();

  /** Takes the next piece; returns the answers that are now whole. @throws Error on a line that is none */
  push(bytes: Uint8Array): Answer[] {
    this.#rest = join(this.#rest, bytes);
    const answers: Answer[] = [];
    for (;;) {
      const answer = this.#take();
      if (!answer) return answers;
      answers.push(answer);
    }
  }

  #take(): Answer | undefined {
    const end = this.#rest.indexOf(newline);
    if (end < 0) return undefined;
    const line = String.fromCharCode(...this.#rest.subarray(0, end));
    const [, id, status, length] = /^(\S+) (\d+) (\d+)$/.exec(line) ?? [];
    if (id === undefined) throw new Error(`the control port sent a line that is no answer: ${line}`);
    const start = end + 1;
    const stop = start + Number(length);
    if (this.#rest.length < stop) return undefined;
    const output = this.#rest.slice(start, stop);
    this.#rest = this.#rest.slice(stop);
    return { id, status: Number(status), output };
  }
}
