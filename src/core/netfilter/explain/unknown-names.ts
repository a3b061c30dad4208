import type { Bilingual } from '../bilingual.ts';
import type { Unknown } from '../model/trace.ts';

/** Why something is undecided. */
export const unknownNames: Readonly<Record<Unknown, Bilingual>> = {
  'not-given': { zh: '没有给出这一项', en: 'nobody said what it is' },
  rate: { zh: '取决于此前的流量速率', en: 'it depends on the rate of earlier traffic' },
  random: { zh: '随机决定', en: 'it is decided at random' },
  counting: { zh: '取决于内核的计数', en: "it depends on the kernel's counters" },
  history: { zh: '取决于此前见过什么', en: 'it depends on what was seen before' },
  set: {
    zh: '取决于 ipset 里有什么，规则集里没有',
    en: 'it depends on an ipset, which is not in the ruleset',
  },
  time: { zh: '取决于什么时候', en: 'it depends on the time' },
  payload: {
    zh: '取决于数据包里没给出的内容',
    en: 'it depends on contents of the packet that are not given',
  },
  socket: { zh: '取决于本机的套接字', en: 'it depends on the sockets of this machine' },
  'host-state': { zh: '取决于这台机器的状态', en: 'it depends on the state of this machine' },
  ipsec: { zh: '取决于有没有 IPsec', en: 'it depends on IPsec' },
  name: { zh: '取决于名字对应的编号', en: 'it depends on the number of a name' },
  'unknown-extension': { zh: '这里不认识这个扩展', en: 'this extension is not known here' },
  userspace: { zh: '交给用户态程序决定', en: 'a program in userspace decides' },
};
