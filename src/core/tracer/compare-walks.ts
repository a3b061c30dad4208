import { stagesOf, type Stage } from './stages.ts';
import type { WalkPath } from './walk-path.ts';

/** The same station of two walks, side by side; null where a walk does not come by. */
export interface Pair {
  place: string;
  left: Stage | null;
  right: Stage | null;
  /** `rule`: another rule decided, to the same effect. */
  difference: 'none' | 'rule' | 'effect' | 'missing';
}

/** Two walks side by side. */
export interface Comparison {
  pairs: readonly Pair[];
  /** Index of the first pair after which the packets are not the same any more; null where they stay together. */
  parting: number | null;
  sameEnd: boolean;
}

function differenceOf(left: Stage | null, right: Stage | null): Pair['difference'] {
  if (!left || !right) return 'missing';
  if (left.effect !== right.effect) return 'effect';
  return left.rule === right.rule ? 'none' : 'rule';
}

/** A station where one ruleset has no table and the other lets the packet pass unchanged makes no difference to it. */
function parts({ left, right, difference }: Pair): boolean {
  if (difference === 'effect') return true;
  return difference === 'missing' && (left ?? right)?.effect !== 'passes';
}

/** Lines two lists of places up, in the order of both (the longest common subsequence). */
function align(left: readonly Stage[], right: readonly Stage[]): [Stage | null, Stage | null][] {
  const lengths = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--) {
      const same = left[i]?.place === right[j]?.place;
      const row = lengths[i];
      if (row) row[j] = same ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const pairs: [Stage | null, Stage | null][] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const [a, b] = [left[i] ?? null, right[j] ?? null];
    if (a && b && a.place === b.place) {
      pairs.push([a, b]);
      i++;
      j++;
    } else if (a && (!b || at(i + 1, j) >= at(i, j + 1))) {
      pairs.push([a, null]);
      i++;
    } else {
      pairs.push([null, b]);
      j++;
    }
  }
  return pairs;
}

/** Puts the same packet's walks through two rulesets side by side and finds where the ways part. */
export function compareWalks(left: WalkPath, right: WalkPath): Comparison {
  const pairs = align(stagesOf(left.steps), stagesOf(right.steps)).map(([a, b]): Pair => ({
    place: (a ?? b)?.place ?? '',
    left: a,
    right: b,
    difference: differenceOf(a, b),
  }));
  const parting = pairs.findIndex(parts);
  const end = ({ outcome: { kind, packet, reason } }: WalkPath) =>
    [kind, reason, packet.src, packet.dst, packet.sport, packet.dport, packet.out].join(' ');
  return { pairs, parting: parting < 0 ? null : parting, sameEnd: end(left) === end(right) };
}
