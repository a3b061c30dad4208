import type { Page } from '@playwright/test';

/**
 * Shows all that a page holds: answers are open, the panels of all tabs stand below each other, and what is far from
 * the window is laid out too, not clipped to its block.
 */
export async function showAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    // The page's policy forbids a style element.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { contain: none !important; content-visibility: visible !important; }');
    document.adoptedStyleSheets.push(sheet);
    for (const details of document.querySelectorAll('details')) details.open = true;
    for (const panel of document.querySelectorAll<HTMLElement>('[role=tabpanel]')) panel.hidden = false;
  });
}
