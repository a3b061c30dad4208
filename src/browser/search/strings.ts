const zh = {
  search: '搜索',
  placeholder: '词、命令、地址、报错……',
  close: '关闭',
  hint: '↑ ↓ 选择 · Enter 打开 · Esc 关闭',
  searching: '正在搜索…',
  nothing: (query: string) => `没有找到“${query}”。换个词，或者少写几个字试试。`,
  found: (chapters: number, places: number) => `${chapters} 章，${places} 处`,
  failed: '搜索没有载入成功，请检查网络后再试。',
  overview: '开头',
};

const en: typeof zh = {
  search: 'Search',
  placeholder: 'Words, commands, addresses, messages…',
  close: 'Close',
  hint: '↑ ↓ select · Enter open · Esc close',
  searching: 'Searching…',
  nothing: (query) => `Nothing found for “${query}”. Try another word, or fewer.`,
  found: (chapters, places) => `${chapters} chapters, ${places} places`,
  failed: 'The search did not load; check the network and try again.',
  overview: 'Beginning',
};

/** The words of the search in the language of the page; Chinese unless it is English. */
export function stringsFor(lang: string): typeof zh {
  return lang.startsWith('en') ? en : zh;
}
