import type { Chain, Table } from '../model/ruleset.ts';
import { RulesetError } from '../ruleset-error.ts';

/** Refuses a table whose chains jump in a circle; the kernel does not load one either. */
export function checkJumps(table: Table): void {
  const done = new Set<Chain>();
  const open = new Set<Chain>();
  const visit = (start: Chain) => {
    const stack: { chain: Chain; next: number }[] = [{ chain: start, next: 0 }];
    open.add(start);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const rule = top.chain.rules[top.next++];
      if (!rule) {
        open.delete(top.chain);
        done.add(top.chain);
        stack.pop();
        continue;
      }
      const to = rule.target && table.chains.get(rule.target.name);
      if (!to || done.has(to)) continue;
      if (open.has(to))
        throw new RulesetError(
          rule.line,
          rule.target?.start ?? 1,
          `a circle: ${rule.chain} jumps to ${to.name}, which leads back to ${rule.chain}`,
        );
      open.add(to);
      stack.push({ chain: to, next: 0 });
    }
  };
  for (const chain of table.chains.values()) if (!done.has(chain)) visit(chain);
}
