import type { ScriptWords } from '../../core/asciicast/script.ts';
import type { HostChange } from '../../core/shell/host-change.ts';

interface Strings {
  play: string;
  /** Runs the act in the machine of the page. */
  runHere: string;
  copyAll: string;
  copy: string;
  linkTo: string;
  onHost: (host: string) => string;
  inTerminal: (terminal: string) => string;
  inside: (command: string) => string;
  resumed: string;
  status: (exit: number) => string;
  recordedOn: string;
  kernel: string;
  standIn: (name: string, from: string) => string;
  tape: string;
  /** Link from a recipe to where its command is explained. */
  explained: string;
  download: string;
  compare: (engine: string, other: string) => string;
  same: (engine: string, other: string) => string;
  /** Mark of a command that changes the host, and what it says at length. */
  changes: Record<HostChange, string>;
  changesAtLength: (change: HostChange) => string;
  script: ScriptWords;
}

const changesZh: Record<HostChange, string> = {
  firewall: '改防火墙',
  kernel: '改内核参数',
  network: '改网络',
  processes: '动进程',
};

const changedZh: Record<HostChange, string> = {
  firewall: '防火墙规则',
  kernel: '内核参数',
  network: '网络设置',
  processes: '进程',
};

const changedEn: Record<HostChange, string> = {
  firewall: 'firewall rules',
  kernel: 'kernel settings',
  network: 'network',
  processes: 'processes',
};

const zh: Strings = {
  play: '播放',
  runHere: '在这里运行',
  copyAll: '复制全部',
  copy: '复制命令',
  linkTo: '指向这条命令的链接',
  onHost: (host) => (host === 'host' ? '宿主机 host' : `主机 ${host}`),
  inTerminal: (terminal) => `终端 ${terminal}`,
  inside: (command) => `在 ${command} 打开的 shell 里`,
  resumed: '回到后台的命令',
  status: (exit) => `退出状态 ${exit}`,
  recordedOn: '录自',
  kernel: '内核',
  standIn: (name, from) => `镜像 ${name} 是替身，由 ${from} 制成`,
  tape: '脚本',
  explained: '看录像',
  download: '下载',
  compare: (engine, other) => `${engine} 与 ${other} 的差别`,
  same: (engine, other) =>
    `除了 ID、MAC 地址、时间这类每次都变的部分，${engine} 与 ${other} 的输出逐字相同。`,
  changes: changesZh,
  changesAtLength: (change) => `这条命令会改动它所在主机的${changedZh[change]}`,
  script: {
    onHost: (host) => `在 ${host} 上`,
    inTerminal: (terminal) => `终端 ${terminal}`,
    inside: (command) => `在 \`${command}\` 打开的 shell 里逐行键入：`,
    exits: (status) => `↑ 退出状态 ${status}`,
    background: '↑ 留在后台运行（另开一个终端）',
    changes: (change, host) => `⚠ 下一条会改动 ${host} 的${changedZh[change]}`,
  },
};

const en: Strings = {
  play: 'Play',
  runHere: 'Run here',
  copyAll: 'Copy all',
  copy: 'Copy command',
  linkTo: 'Link to this command',
  onHost: (host) => `on ${host}`,
  inTerminal: (terminal) => `terminal ${terminal}`,
  inside: (command) => `in the shell opened by ${command}`,
  resumed: 'back to the command in the background',
  status: (exit) => `exit status ${exit}`,
  recordedOn: 'Recorded on',
  kernel: 'kernel',
  standIn: (name, from) => `image ${name} is a stand-in made from ${from}`,
  tape: 'tape',
  explained: 'see it recorded',
  download: 'Download',
  compare: (engine, other) => `${engine} and ${other} compared`,
  same: (engine, other) =>
    `Apart from ids, MAC addresses, times and the like, the output on ${engine} and ${other} is the same.`,
  changes: changedEn,
  changesAtLength: (change) => `This command changes the ${changedEn[change]} of the host it is typed on`,
  script: {
    onHost: (host) => `on ${host}`,
    inTerminal: (terminal) => `terminal ${terminal}`,
    inside: (command) => `typed line by line in the shell that \`${command}\` opened:`,
    exits: (status) => `↑ exit status ${status}`,
    background: '↑ left running (use another terminal)',
    changes: (change, host) => `⚠ the next one changes the ${changedEn[change]} of ${host}`,
  },
};

/** The words around a transcript in the language of the page; Chinese unless it is English. */
export function stringsFor(lang: string | undefined): Strings {
  return lang?.startsWith('en') ? en : zh;
}
