import type { APIRoute } from 'astro';

const base = import.meta.env.BASE_URL.replace(/\/$/, '');

/** Everything may be read; where the site's address is known, the site map is named. */
export const GET: APIRoute = ({ site }) =>
  new Response(
    [
      'User-agent: *',
      'Allow: /',
      ...(site ? [`Sitemap: ${new URL(`${base}/sitemap-index.xml`, site).href}`] : []),
      '',
    ].join('\n'),
  );
