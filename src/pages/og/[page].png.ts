import type { APIRoute, GetStaticPaths } from 'astro';
import { existsSync, readFileSync } from 'node:fs';
import { cardFile, type Card } from '../../cards/card.ts';
import { listCards } from '../../cards/list-cards.ts';

/** The picture of each page for links that are shared; `site` stands for the pages that are no chapters. */
export const getStaticPaths = (() =>
  [...listCards()].map(([slug, card]) => ({
    params: { page: slug === '' ? 'site' : slug },
    props: { card },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ card: Card }> = ({ props: { card } }) => {
  const file = cardFile(card);
  if (!existsSync(file)) {
    throw new Error(`the card of the page “${card.title}” has not been drawn: run \`npm run cards\``);
  }
  return new Response(readFileSync(file), { headers: { 'content-type': 'image/png' } });
};
