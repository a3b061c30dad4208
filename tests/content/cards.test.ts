import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { cardFile, cardFolder } from '../../src/cards/card.ts';
import { listCards } from '../../src/cards/list-cards.ts';

test('the card of each page is drawn, and none is kept that no page has (npm run cards)', () => {
  const wanted = [...listCards().values()].map((card) => basename(cardFile(card)));
  expect(wanted.length).toBeGreaterThan(10);
  expect(readdirSync(cardFolder).sort()).toEqual([...new Set(wanted)].sort());
});
