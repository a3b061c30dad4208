import { fileURLToPath } from 'node:url';
import mdx from '@astrojs/mdx';
import starlight from '@astrojs/starlight';
import { satteri } from '@astrojs/markdown-satteri';
import { feeds } from './src/feeds/integration.ts';
import { llmsTexts } from './src/feeds/llms.ts';
import { finishPages } from './src/finish/integration.ts';
import { watchChapterFiles } from './src/components/watch-chapter-files.ts';
import { isReference, listFolders, slugOfFolder } from './src/chapters.ts';
import { mermaidPlugin } from './src/markdown/mermaid/plugin.ts';
import { pagesAsMarkdown } from './src/markdown/page/integration.ts';
import { offline } from './src/offline/integration.ts';
import { searchIndex } from './src/search/integration.ts';

// A static host may serve the site from any address and under any path.
const site = process.env.SITE_URL;
const base = process.env.BASE_PATH ?? '/';
// Where the sources can be read and changed: `REPO_URL` is a repository at GitHub, `EDIT_URL` the start of any editor's.
const repository = process.env.REPO_URL?.replace(/\/$/, '');
const editUrl = process.env.EDIT_URL ?? (repository && `${repository}/edit/main/`);

// Not by `defineConfig`, which does nothing but give the type, and comes with SVGO.
/** @type {import('astro').AstroUserConfig} */
export default {
  ...(site ? { site } : {}),
  base,
  markdown: {
    // Quotes and dashes of commands must stay as they are typed.
    processor: satteri({ features: { smartPunctuation: false }, mdastPlugins: [mermaidPlugin()] }),
  },
  integrations: [
    finishPages(),
    feeds(),
    starlight({
      title: 'Docker 网络实录',
      description: '可以运行的容器网络笔记：每一行输出都录自真实的 Docker 守护进程。',
      logo: { src: './src/assets/logo.svg' },
      favicon: '/favicon.svg',
      locales: { root: { label: '简体中文', lang: 'zh-CN' } },
      customCss: ['./src/styles/theme.css'],
      components: {
        PageTitle: './src/components/overrides/PageTitle.astro',
        PageFrame: './src/components/overrides/PageFrame.astro',
        Search: './src/components/overrides/Search.astro',
        Footer: './src/components/overrides/Footer.astro',
      },
      sidebar: [
        ...listFolders()
          .filter((folder) => !isReference(folder))
          .map((folder) => ({ slug: slugOfFolder(folder) })),
        { label: '数据包追踪', link: '/tracer/' },
        {
          label: '附录',
          items: listFolders()
            .filter(isReference)
            .map((folder) => ({ slug: slugOfFolder(folder) }))
            .concat({ label: '更新记录', link: '/updates/' }),
        },
      ],
      routeMiddleware: './src/route-data.ts',
      // The date comes from `route-data.ts`, which knows the recordings too.
      head: [
        // Says to Astro's router, which a running machine loads, that pages may be exchanged around it.
        { tag: 'meta', attrs: { name: 'astro-view-transitions-enabled', content: 'true' } },
        { tag: 'meta', attrs: { name: 'astro-view-transitions-fallback', content: 'swap' } },
      ],
      lastUpdated: false,
      ...(repository ? { social: [{ icon: 'github', label: '源代码', href: repository }] } : {}),
      ...(editUrl ? { editLink: { baseUrl: editUrl } } : {}),
      credits: false,
      // Commands and outputs are transcripts, rules are walks: no chapter has code that another would colour.
      expressiveCode: false,
      // The index is ours, and Pagefind its engine: src/search.
      pagefind: false,
      disable404Route: true,
    }),
    mdx(),
    pagesAsMarkdown(),
    llmsTexts(),
    searchIndex(),
    offline(),
  ],
  vite: {
    plugins: [watchChapterFiles()],
    // CommonJS, which `astro dev` would otherwise run as a module.
    ssr: { external: ['@xterm/headless'] },
    // Astro's own `use astro:head-inject`, of which each chapter would be a warning of ten lines.
    build: { rolldownOptions: { checks: { moduleLevelDirective: false } } },
    resolve: {
      alias: [
        // Starlight's own, which costs a phone a tenth of a second and more; the file says why.
        {
          find: /^.*\/TableOfContents\/starlight-toc$/,
          replacement: fileURLToPath(new URL('src/browser/page/starlight-toc.ts', import.meta.url)),
        },
      ],
    },
    // Small modules that most pages load are one file: each file is a request.
    environments: {
      client: {
        build: {
          rolldownOptions: {
            output: {
              codeSplitting: {
                groups: [
                  {
                    name: 'shared',
                    test: /vite\/preload-helper|astro:adapter-config|browser\/load-(style|failure)|core\/nearest/,
                  },
                ],
              },
            },
          },
        },
      },
    },
    experimental: {
      // Scripts and style sheets find each other below any path, in the archive too.
      renderBuiltUrl: (_, { ssr, hostType }) => (ssr || hostType === 'html' ? undefined : { relative: true }),
    },
  },
};
