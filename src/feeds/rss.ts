import rss from '@astrojs/rss';
import type { APIRoute } from 'astro';
import { getCollection } from 'astro:content';
import { listChapters } from '../chapters.ts';
import { groupChanges } from '../history/group-changes.ts';
import { readHistory } from '../history/read-history.ts';
import { updateWords } from '../history/words.ts';

const base = import.meta.env.BASE_URL.replace(/\/$/, '');

/** The updates as a feed: an item for each day, with what happened to each chapter. */
export const GET: APIRoute = async ({ site }) => {
  const pages = await getCollection('docs');
  const titleOf = (slug: string) => pages.find(({ id }) => id === slug)?.data.title ?? slug;
  const days = groupChanges(readHistory().changes, listChapters());
  return rss({
    title: 'Docker 网络实录：更新记录',
    description: '章节和录像的新增与改动。',
    site: new URL(`${base}/`, site).href,
    // Links lead to a day of a page: no slash may follow.
    trailingSlash: false,
    customData: '<language>zh-CN</language>',
    items: days.map(({ day, date, updates }) => ({
      title: `${day}：${updates.map(({ chapter }) => titleOf(chapter)).join('、')}`,
      pubDate: date,
      link: `${base}/updates/#d${day}`,
      description: updates.map((update) => `${titleOf(update.chapter)}：${updateWords(update)}`).join('；'),
    })),
  });
};
