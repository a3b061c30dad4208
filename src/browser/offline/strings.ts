const zh = {
  saving: '正在存下离线副本…',
  ready: (size: string) => `已可离线阅读（${size}）`,
  reading: (size: string) => `你不在线，读的是离线副本（${size}）`,
  notSaved: '没有离线副本',
  save: '存下离线副本',
  updated: '网站有新版本。',
  reload: '换到新版本',
  later: '先不换',
  archive: '下载整站（zip）',
};

const en: typeof zh = {
  saving: 'Saving a copy for offline reading…',
  ready: (size) => `Ready to be read offline (${size})`,
  reading: (size) => `You are offline and read the saved copy (${size})`,
  notSaved: 'No offline copy',
  save: 'Save an offline copy',
  updated: 'The site has a new version.',
  reload: 'Change to it',
  later: 'Not now',
  archive: 'Download the whole site (zip)',
};

/** The words about the offline copy in the language of the page; Chinese unless it is English. */
export function stringsFor(lang: string): typeof zh {
  return lang.startsWith('en') ? en : zh;
}
