const zh = {
  copied: '已复制',
  copyFailed: '浏览器不让复制，请手动选择',
  loading: '载入中…',
  player: '播放器',
  play: '播放',
  pause: '暂停',
  previous: '上一条命令',
  next: '下一条命令',
  seek: '进度',
  speed: '速度',
  fullscreen: '全屏',
  help: '键盘快捷键',
  close: '回到文字',
  keys: [
    ['空格', '播放 / 暂停'],
    ['← / →', '后退 / 前进 5 秒'],
    ['[ / ]', '上一条 / 下一条命令'],
    ['< / >', '放慢 / 加快'],
    ['f', '全屏'],
    ['?', '显示或收起这张表'],
    ['Esc', '回到文字'],
  ],
} as const;

type Strings = {
  [Key in keyof typeof zh]: Key extends 'keys' ? readonly (readonly [string, string])[] : string;
};

const en: Strings = {
  copied: 'Copied',
  copyFailed: 'The browser refused to copy; please select it by hand',
  loading: 'Loading…',
  player: 'Player',
  play: 'Play',
  pause: 'Pause',
  previous: 'Previous command',
  next: 'Next command',
  seek: 'Position',
  speed: 'Speed',
  fullscreen: 'Full screen',
  help: 'Keyboard shortcuts',
  close: 'Back to the text',
  keys: [
    ['Space', 'play / pause'],
    ['← / →', 'back / forward 5 s'],
    ['[ / ]', 'previous / next command'],
    ['< / >', 'slower / faster'],
    ['f', 'full screen'],
    ['?', 'show or hide this table'],
    ['Esc', 'back to the text'],
  ],
};

/** The player's words in the language of the page; Chinese unless it is English. */
export function stringsFor(lang: string): Strings {
  return lang.startsWith('en') ? en : zh;
}
