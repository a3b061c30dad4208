import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { launchChromium } from '../markdown/chromium.ts';
import { cardFile, cardFolder, cardSize, type Card } from './card.ts';
import { listCards, siteCard } from './list-cards.ts';

const logo = readFileSync(join(import.meta.dirname, '..', 'assets', 'logo.svg'), 'utf8');

const style = `
  body { margin: 0; background: #0f1520; color: #eef4fa;
    font-family: system-ui, 'PingFang SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif; }
  main { box-sizing: border-box; width: ${cardSize.width}px; height: ${cardSize.height}px; padding: 72px 80px;
    display: flex; flex-direction: column; border-bottom: 16px solid #1d78b8; }
  header { display: flex; align-items: center; gap: 20px; color: #a8d8ff; font-size: 34px; font-weight: 600; }
  header svg { width: 60px; height: 60px; }
  h1 { margin: auto 0 28px; font-size: 84px; line-height: 1.2; text-wrap: balance; }
  p { margin: 0; max-width: 26em; color: #9fb3c8; font-size: 38px; line-height: 1.5; text-wrap: pretty; }`;

async function drawOne(page: Page, card: Card): Promise<void> {
  const brand = card === siteCard ? 'docker-network-notes' : siteCard.title;
  await page.setContent(
    `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>${style}</style>` +
      `<main><header>${logo}<span></span></header><h1></h1><p></p></main></html>`,
  );
  for (const [selector, text] of [
    ['span', brand],
    ['h1', card.title],
    ['p', card.description],
  ] as const) {
    await page.locator(selector).evaluate((element, words) => (element.textContent = words), text);
  }
  // Sixteen colours are all that letters on one ground need: a quarter of the bytes.
  const picture = sharp(await page.screenshot()).png({ palette: true, colours: 16, effort: 10, dither: 0 });
  await picture.toFile(cardFile(card));
}

/** Draws the cards that are missing and removes those that no page has any more. */
async function drawCards(): Promise<void> {
  const cards = [...listCards().values()];
  mkdirSync(cardFolder, { recursive: true });
  const wanted = new Set(cards.map((card) => basename(cardFile(card))));
  for (const name of readdirSync(cardFolder)) if (!wanted.has(name)) rmSync(join(cardFolder, name));
  const missing = cards.filter((card) => !existsSync(cardFile(card)));
  if (missing.length > 0) {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage({ viewport: cardSize });
      for (const card of missing) await drawOne(page, card);
    } finally {
      await browser.close();
    }
  }
  console.log(`${missing.length} drawn, ${cards.length} in all`);
}

await drawCards();
