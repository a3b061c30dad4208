import { familyOf } from '../address.ts';
import { InputError } from '../input-error.ts';
import type { PacketSpec } from '../model/packet.ts';
import { hasPorts } from '../protocols.ts';
import { MissingKeyError } from './missing-key-error.ts';

/**
 * Makes a packet of what its description says, when nothing is missing and nothing contradicts the rest.
 * @param at the column of a key; of one that is not there, the end of the text
 * @throws InputError
 */
export function checkPacket(draft: Partial<PacketSpec>, at: (key: string) => number): PacketSpec {
  const { dst, proto, src, in: from } = draft;
  // Whatever comes in by lo was made here.
  const local = draft.local ?? (from === 'lo' ? true : undefined);
  const missing = (key: string, example: string, zh: string) =>
    new MissingKeyError(at(key), key, { en: `${key} is missing: ${example}`, zh: `缺少${zh}：${example}` });
  if (dst === undefined) throw missing('dst', 'dst=192.0.2.10', '目的地址');
  if (proto === undefined) throw missing('proto', 'proto=tcp', '协议');
  if (local && from !== undefined && from !== null && from !== 'lo')
    throw new InputError(1, at('in'), {
      en: 'a packet made here (local=1) came in by no interface: leave `in` out',
      zh: '本机发出的包（local=1）没有入接口：去掉 `in`',
    });
  if (!local && from === undefined)
    throw new MissingKeyError(at('in'), 'in', {
      en: 'where does it come from? in=eth0, or local=1 for a packet made here',
      zh: '它从哪里来？写 in=eth0；本机发出的包写 local=1',
    });
  if (!local && src === undefined) throw missing('src', 'src=192.0.2.1', '源地址');
  const family = familyOf(dst);
  if (src !== undefined && familyOf(src) !== family)
    throw new InputError(1, at('src'), {
      en: `src and dst are of different families: ${src}, ${dst}`,
      zh: `源地址 ${src} 和目的地址 ${dst} 不是一种：要么都是 IPv4，要么都是 IPv6`,
    });
  if ((proto === 'icmp' && family === 'ipv6') || (proto === 'ipv6-icmp' && family === 'ipv4')) {
    const [version, right] = family === 'ipv6' ? ['IPv6', 'icmpv6'] : ['IPv4', 'icmp'];
    throw new InputError(1, at('proto'), {
      en: `${version} has proto=${right}`,
      zh: `${version} 要写 proto=${right}`,
    });
  }
  for (const key of ['sport', 'dport'] as const)
    if (draft[key] !== undefined && !hasPorts(proto))
      throw new InputError(1, at(key), { en: `${proto} has no ports`, zh: `${proto} 没有端口` });
  const origin = local === undefined ? {} : { local };
  return { ...draft, ...origin, ...(local ? { in: null } : {}), family, dst, proto };
}
