import type { Chain } from '../model/ruleset.ts';
import { RulesetError } from '../ruleset-error.ts';

/** A rule that leads to another chain of its table. */
export interface Jump {
  to: Chain;
  line: number;
  column: number;
}

/** Refuses a ruleset whose chains jump in a circle; the kernel does not load one either. */
export function checkJumps(leaving: ReadonlyMap<Chain, readonly Jump[]>): void {
  const done = new Set<Chain>();
  for (const start of leaving.keys()) visit(start);

  function visit(start: Chain): void {
    if (done.has(start)) return;
    const open = new Set([start]);
    const stack = [{ chain: start, next: 0 }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const from = top.chain;
      const jump = leaving.get(from)?.[top.next++];
      if (!jump) {
        open.delete(from);
        done.add(from);
        stack.pop();
        continue;
      }
      const { to, line, column } = jump;
      if (done.has(to) || !leaving.has(to)) continue;
      if (open.has(to))
        throw new RulesetError(line, column, {
          en: `a circle: ${from.name} jumps to ${to.name}, which leads back to ${from.name}`,
          zh: `跳转成了环：${from.name} 跳到 ${to.name}，${to.name} 又回到 ${from.name}`,
        });
      open.add(to);
      stack.push({ chain: to, next: 0 });
    }
  }
}
