import { defineRouteMiddleware } from '@astrojs/starlight/route-data';
import { cardSize } from './cards/card.ts';
import { drawnCards, listCards, siteCard } from './cards/list-cards.ts';
import { readHistory } from './history/read-history.ts';

const base = import.meta.env.BASE_URL.replace(/\/$/, '');

/**
 * Adds to each page what other programs read: the picture and the feed, whose addresses must be absolute, so only
 * where the site's own address is known; and the date of its last change, prose or recording, where Git knows it.
 */
export const onRequest = defineRouteMiddleware(({ locals, site }) => {
  const route = locals.starlightRoute;
  const { kind, changes } = readHistory();
  const isVisible = ({ isText, recorded }: (typeof changes)[number]) => isText || recorded.length > 0;
  const last = changes.find((change) => change.chapter === route.entry.id && isVisible(change));
  if (last && kind === 'complete') route.lastUpdated = last.date;
  // What the site is made with helps no reader of it.
  route.head = route.head.filter(({ attrs }) => attrs?.name !== 'generator');
  if (!site) return;
  const drawn = drawnCards();
  const page = drawn.has(route.entry.id) ? route.entry.id : '';
  const { title, description } = listCards().get(page) ?? siteCard;
  const properties = {
    'og:image': new URL(`${base}/og/${page || 'site'}.png`, site).href,
    'og:image:width': String(cardSize.width),
    'og:image:height': String(cardSize.height),
    'og:image:alt': `${title}：${description}`,
  };
  for (const [property, content] of Object.entries(properties)) {
    route.head.push({ tag: 'meta', attrs: { property, content } });
  }
  route.head.push({
    tag: 'link',
    attrs: { rel: 'alternate', type: 'application/rss+xml', title: '更新记录', href: `${base}/rss.xml` },
  });
});
