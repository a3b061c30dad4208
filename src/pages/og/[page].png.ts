import type { APIRoute, GetStaticPaths } from 'astro';
import { readFileSync } from 'node:fs';
import { drawnCards } from '../../cards/list-cards.ts';

/** The picture of each page for links that are shared; `site` stands for the pages that are no chapters. */
export const getStaticPaths = (() =>
  [...drawnCards()].map(([slug, file]) => ({
    params: { page: slug === '' ? 'site' : slug },
    props: { file },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ file: string }> = ({ props: { file } }) =>
  new Response(readFileSync(file), { headers: { 'content-type': 'image/png' } });
