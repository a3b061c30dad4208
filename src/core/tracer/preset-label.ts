import type { Language } from '../netfilter/explain/explain.ts';
import type { Preset, PresetKind } from './presets.ts';

/** What a preset asks; `{}` stands for its detail. */
const labels: Readonly<Record<PresetKind, Readonly<Record<Language, string>>>> = {
  published: { zh: '外部主机访问已发布端口 {}', en: 'another host asks for the published port {}' },
  out: { zh: '{} 上的容器访问外网', en: 'a container on {} asks the internet' },
  same: { zh: '{} 上的两个容器之间', en: 'between two containers on {}' },
  between: { zh: '两个网络之间：{}', en: 'between two networks: {}' },
  loopback: {
    zh: '宿主机访问 127.0.0.1 上的发布端口 {}',
    en: 'this machine asks for {} on its loopback address',
  },
  host: { zh: '宿主机访问自己的 {}', en: 'this machine asks for its own {}' },
  hairpin: { zh: '发夹：容器访问宿主机的 {}', en: "hairpin: a container asks for the host's {}" },
  direct: { zh: '外部主机直接访问容器地址 {}', en: 'another host asks for a container by its address {}' },
  neighbour: {
    zh: '邻居把发往 127.0.0.1 的包送进来：{}',
    en: 'a neighbour sends in a packet for 127.0.0.1: {}',
  },
  service: { zh: '宿主机访问 Service 的地址 {}', en: "this machine asks for the service's address {}" },
  ping: { zh: '外部主机 ping 宿主机', en: 'another host pings this machine' },
  input: { zh: '外部主机访问宿主机的 {}', en: "another host asks for this machine's {}" },
};

/** A preset in words. */
export function presetLabel({ kind, detail }: Preset, language: Language): string {
  return labels[kind][language].replace('{}', detail);
}
