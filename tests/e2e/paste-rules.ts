import type { Page } from '@playwright/test';
import { expect } from './no-errors.ts';

/** Rules of a reader's own: a port that leads on, and a rule that nothing but the traffic decides. */
export const dump = `*nat
:PREROUTING ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
-A PREROUTING -i eth0 -p tcp -m tcp --dport 8443 -j DNAT --to-destination 10.9.0.2:443
COMMIT
*filter
:INPUT DROP [0:0]
:FORWARD ACCEPT [0:0]
-A INPUT -p tcp -m tcp --dport 22 -m limit --limit 3/min -j ACCEPT
COMMIT
`;

/** Gives the tracer rules of one's own. */
export async function paste(page: Page, rules: string): Promise<void> {
  await page.getByRole('radio', { name: '我自己的规则' }).check();
  await expect(page.locator('[data-kind="recorded"]')).toBeHidden();
  await page.getByRole('textbox', { name: /iptables-save/ }).fill(rules);
  await page.getByRole('button', { name: '读取规则' }).click();
}
