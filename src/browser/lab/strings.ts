import type { LabFailure } from './failure.ts';
import type { LabState } from './states.ts';

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
const mebibytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`;

/**
 * What a tab grows by for each byte of a machine's memory, in Chromium: the saved state that is kept for starting
 * afresh, the emulator, and the code that it compiles (128 MB: 290 to 320 MB, 256 MB: 600 to 660 MB).
 */
const tabFactor = 2.4;

const states: Readonly<Record<LabState, string>> = {
  off: '没有开机',
  downloading: '下载中',
  starting: '启动中',
  ready: '运行中',
  paused: '已暂停',
  crashed: '停了',
  failed: '没能启动',
};

const failures: Readonly<Record<LabFailure['kind'], string>> = {
  timeout: '等了很久，没有等到结果。可以再试一次，或者重置机器。',
  busy: '终端里还有东西在运行。按 Ctrl+C 结束它，再点“在这里运行”。',
  'ended-early': '命令还没打开 shell 就结束了：',
  differs: '这里的结果和录像不同，先停在这一步：',
  offline: '没能下载到机器。检查一下网络，再试一次。',
  unsupported: '这台机器做不了这件事。',
  cancelled: '已停下。',
  crashed: '机器停了。',
};

/** All words of the lab that scripts write. */
export const strings = {
  title: '实验机',
  machine: { small: '小机器', docker: 'Docker 机器' },
  about: {
    small: '一台真的 Linux：命名空间、网桥、iptables、tcpdump 都在，没有 Docker。',
    docker: '一台真的 Linux，里面有真的 dockerd、alpine 和 redis 镜像。',
  },
  size: (bytes: number, diskBytes: number) =>
    `下载约 ${megabytes(bytes)}${diskBytes === 0 ? '' : `，运行时再陆续取最多 ${megabytes(diskBytes)}`}；只下载一次，之后离线也能用。`,
  kept: '已经下载过，不再占用流量。',
  cost: (bytes: number) =>
    `机器有 ${mebibytes(bytes)} 内存，运行时这个标签页一共多占约 ${mebibytes(tabFactor * bytes)}，开机和重置的一刻更多；忙的时候用满一个处理器核心，切到别的标签页就暂停。`,
  island: '它跑在你的浏览器里，没有网络，碰不到这个页面以外的任何东西。',
  start: '开机',
  downloading: (loaded: number, total: number) => `${megabytes(loaded)} / ${megabytes(total)}`,
  states,
  failures,
  reset: '重置',
  resetHint: '回到刚开机的样子，约一秒',
  stop: '关机',
  stopHint: '关掉机器，释放内存',
  hide: '收起',
  hideHint: '收起面板，机器继续运行',
  aboutButton: '关于这台机器',
  back: '回到终端',
  cancel: '停下',
  restart: '重新开机',
  retry: '再试一次',
  terminal: (host: string, number: number) => (number > 1 ? `${host} ②` : host),
  terminalLabel: (host: string, number: number) => `${host} 的终端 ${number}，按 Shift+Esc 离开`,
  crashed: '机器停了，里面的东西没有了。',
  hung: '机器不再回应，里面的东西救不回来了。',
  prepared: (count: number) => `先做好了 ${count} 步准备`,
  running: (title: string) => `正在运行：${title}`,
  finished: (title: string) => `运行完了：${title}`,
  leftovers: (title: string) =>
    title === '' ? '这台机器里有你做过的改动。' : `这台机器里还有《${title}》留下的东西。`,
  leftoversReset: '重置，再运行',
  leftoversContinue: '接着用',
  skipped: (count: number) => `前面还有 ${count} 条命令没有运行。`,
  skippedAll: '从头补上',
  skippedOnly: '只运行这一条',
  again: '这一段已经运行完了。',
  againReset: '重置，再来一遍',
  other: (wanted: string) => `这一段要用${wanted}，现在开着的是另一台。`,
  otherSwitch: '换机器',
  never: '不用了',
  keys: { paste: '粘贴' },
  traceRules: '把当前规则送去追踪',
  traceKernel: '内核自己的跟踪',
  traceKernelHint: '给下一个包打上记号，看内核逐条走过哪些规则',
  traceNothing: '等了半分钟，没有包经过。再试一次，按下之后在终端里发一个（比如 ping）。',
  traceBusy: '等一个包经过……在终端里发一个，比如 ping。',
  taskDone: '完成了。',
  taskMissing: '还没好：',
  taskOff: '先点“从这里开始”，在机器里做一做。',
  taskTimeout: '检查没有做完：机器太忙，过一会儿再按一次。',
  taskStarted: '机器准备好了，动手吧。',
  noWebAssembly: '这个浏览器没有 WebAssembly，运行不了这台机器。换一个较新的浏览器试试；录像照样可看。',
  noMemory: '内存不够，机器没能启动。关掉一些标签页再试；手机上请换电脑。录像照样可看。',
  versions: '软件',
  inside: (kernel: string, suite: string) => `内核 ${kernel}，软件来自 Debian ${suite}（i386）。`,
  standIns: '替身（名字相同，不是原来的那个）',
  /** What the manifest says in English is said here where it is more than the names of packages. */
  standIn: (name: string, from: string) =>
    `${name}：${name === 'docker' ? 'Debian 的 docker-cli，只改了一个常数：启动时要填的字符宽度表到 U+0300 为止。这张表在模拟的处理器上要填好几秒，而这里的命令都用不到它。' : from}`,
  noStandIns: '没有替身：里面的每个程序都是 Debian 的原样。',
  emulator: '处理器由 v86 模拟，比真机慢得多，时间类的输出不能和录像比。',
  resize: '调整面板大小',
} as const;
