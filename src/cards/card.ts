import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** What a card shows: the picture that a link to a page gets where it is shared. */
export interface Card {
  title: string;
  description: string;
}

/** Raise it when the drawing changes, so that every card is drawn anew. */
const drawingVersion = 1;

/** The size that Open Graph's readers expect. */
export const cardSize = { width: 1200, height: 630 } as const;

/** Where the drawn cards are kept. */
export const cardFolder = join(process.cwd(), 'content', 'cards');

/** Where the drawing of a card is kept: under the hash of what it shows. */
export function cardFile(card: Card): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([drawingVersion, card.title, card.description]))
    .digest('hex')
    .slice(0, 16);
  return join(cardFolder, `${hash}.png`);
}
