import type { Table } from '../model/ruleset.ts';
import { RulesetError } from '../ruleset-error.ts';

/** A rule that leads from one chain of a table to another. */
export interface Jump {
  table: Table;
  from: string;
  to: string;
  line: number;
  column: number;
}

/** Refuses a ruleset whose chains jump in a circle; the kernel does not load one either. */
export function checkJumps(jumps: readonly Jump[]): void {
  const key = (table: Table, chain: string) => `${table.name} ${chain}`;
  const leaving = new Map<string, Jump[]>();
  for (const jump of jumps) {
    const from = key(jump.table, jump.from);
    const others = leaving.get(from);
    if (others) others.push(jump);
    else leaving.set(from, [jump]);
  }
  const done = new Set<string>();
  for (const start of leaving.keys()) visit(start, leaving, done);

  function visit(start: string, from: ReadonlyMap<string, readonly Jump[]>, seen: Set<string>): void {
    if (seen.has(start)) return;
    const open = new Set([start]);
    const stack = [{ chain: start, next: 0 }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const jump = from.get(top.chain)?.[top.next++];
      if (!jump) {
        open.delete(top.chain);
        seen.add(top.chain);
        stack.pop();
        continue;
      }
      const to = key(jump.table, jump.to);
      if (seen.has(to)) continue;
      if (open.has(to))
        throw new RulesetError(jump.line, jump.column, {
          en: `a circle: ${jump.from} jumps to ${jump.to}, which leads back to ${jump.from}`,
          zh: `跳转成了环：${jump.from} 跳到 ${jump.to}，${jump.to} 又回到 ${jump.from}`,
        });
      open.add(to);
      stack.push({ chain: to, next: 0 });
    }
  }
}
