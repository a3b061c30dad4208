import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { listFolders, slugOfFolder } from '../chapters.ts';
import { cardFile, type Card } from './card.ts';

/** The site's own card, for every page that is not a chapter. */
export const siteCard: Card = {
  title: 'Docker 网络实录',
  description: '可以运行的容器网络笔记：每一行输出都录自真实的 Docker 守护进程。',
};

/** The card of each chapter by its address, from the front matter; the site's own under the empty address. */
export function listCards(root = process.cwd()): Map<string, Card> {
  const cards = new Map([['', siteCard]]);
  for (const folder of listFolders(root)) {
    const file = join(root, 'content', 'chapters', folder, 'zh.mdx');
    const [, matter = ''] = /^---\n([\s\S]*?)\n---/.exec(readFileSync(file, 'utf8')) ?? [];
    const { title, description } = parse(matter) as Card;
    cards.set(slugOfFolder(folder), { title, description });
  }
  return cards;
}

/** Where the cards that are drawn are kept; a chapter that is being written has none yet (`npm run cards`). */
export function drawnCards(root = process.cwd()): Map<string, string> {
  const files = [...listCards(root)].map(([slug, card]) => [slug, cardFile(card)] as const);
  return new Map(files.filter(([, file]) => existsSync(file)));
}
