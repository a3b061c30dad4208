import { simpleCommands, type SimpleCommand } from './simple-commands.ts';

/** What of a host a command changes, beside what Docker does for it and takes back. */
export type HostChange = 'network' | 'firewall' | 'kernel' | 'processes';

/** Every kind of change, the gravest first. */
export const hostChanges: readonly HostChange[] = ['firewall', 'kernel', 'network', 'processes'];

/** Programs that run the rest of their words, with the options of theirs that take a value. */
const wrappers: Readonly<Record<string, RegExp>> = {
  sudo: /^-[ugh]$/,
  timeout: /^-[ks]$/,
  env: /^-u$/,
  nohup: /^$/,
  setsid: /^$/,
  exec: /^$/,
  command: /^$/,
  strace: /^-[eop]$/,
};

/** The command that a wrapper runs; `timeout` has its time before it, `env` its variables. */
function unwrap(words: SimpleCommand): SimpleCommand {
  let rest = words;
  while (rest[0] !== undefined && /^\w+=/.test(rest[0])) rest = rest.slice(1);
  const takesValue = wrappers[rest[0] ?? ''];
  if (!takesValue) return rest;
  const isTimeout = rest[0] === 'timeout';
  rest = rest.slice(1);
  while (rest[0]?.startsWith('-')) rest = rest.slice(takesValue.test(rest[0]) ? 2 : 1);
  return unwrap(isTimeout ? rest.slice(1) : rest);
}

const someWord = (words: SimpleCommand, pattern: RegExp) => words.some((word) => pattern.test(word));

const editsTable =
  /^(-[ADIRFZNXPE]\w*|--(append|delete|insert|replace|flush|zero|new-chain|delete-chain|policy|rename-chain))$/;

/** `ip [options] object verb …` (ip(8)); with `-n` it works in another namespace. */
function changesLinks(words: SimpleCommand): boolean {
  const rest = words.slice(1);
  while (rest[0]?.startsWith('-')) {
    const [option = ''] = rest.splice(0, 1);
    if (/^-(n|netns)$/.test(option)) return false;
    if (/^-(f|family|b|batch|rc)$/.test(option)) rest.splice(0, 1);
  }
  const [object = '', verb = ''] = rest;
  if ('netns'.startsWith(object) && object.length > 2 && verb === 'exec') return false;
  return /^(a|add|d|del|delete|s|set|replace|change|append|flush|attach)$/.test(verb);
}

const rules: Readonly<Record<string, (words: SimpleCommand) => HostChange | false>> = {
  ip: (words) => changesLinks(words) && 'network',
  bridge: (words) => someWord(words.slice(2), /^(add|del|delete|set|replace|append)$/) && 'network',
  ifconfig: (words) => words.length > 2 && 'network',
  brctl: (words) => someWord(words, /^(add|del|set|stp)/) && 'network',
  tc: (words) => someWord(words, /^(add|del|delete|change|replace)$/) && 'network',
  docker: (words) => words[1] === 'swarm' && someWord(words.slice(2, 3), /^(init|join|leave)$/) && 'network',
  iptables: (words) => someWord(words, editsTable) && 'firewall',
  ipset: (words) => someWord(words, /^(create|add|del|destroy|flush|-[NADXF])$/) && 'firewall',
  nft: (words) =>
    someWord(words, /^(add|create|insert|replace|delete|destroy|flush|reset|-f)$/) && 'firewall',
  ufw: (words) => !someWord(words.slice(1, 2), /^(status|show|version|help)$/) && 'firewall',
  conntrack: (words) => someWord(words, /^(-[DFIU]|--(delete|flush|create|update))$/) && 'firewall',
  sysctl: (words) => someWord(words.slice(1), /^(-w|-p|--write|--load|--system)$|=/) && 'kernel',
  modprobe: () => 'kernel',
  rmmod: () => 'kernel',
  insmod: () => 'kernel',
  kill: (words) => !someWord(words, /^-(l|0)$/) && 'processes',
  pkill: () => 'processes',
  killall: () => 'processes',
  systemctl: (words) =>
    someWord(words.slice(1), /^(start|stop|restart|reload|enable|disable)$/) && 'processes',
};

function changeOf(words: SimpleCommand): HostChange | false {
  const command = unwrap(words);
  const name = (command[0] ?? '').replace(/^.*\//, '');
  // A CNI plugin that a runtime's part is played for (CNI specification, section 2).
  if (/\/cni\//.test(command[0] ?? '')) return 'network';
  if (/^(ba|da|z)?sh$/.test(name)) {
    const script = command[command.indexOf('-c') + 1];
    return command.includes('-c') && script !== undefined && (hostChange(script) ?? false);
  }
  if (/^(ip6?tables|ebtables|arptables)(-legacy|-nft)?$/.test(name))
    return rules.iptables?.(command) ?? false;
  if (/^(ip6?tables|ebtables|arptables)(-legacy|-nft)?-restore$/.test(name)) return 'firewall';
  return Object.hasOwn(rules, name) ? (rules[name]?.(command) ?? false) : false;
}

/**
 * What of the host a command line changes, the gravest if several; nothing for one that only looks, and for what
 * Docker does itself. `nsenter`, `ip netns exec` and `docker exec` work elsewhere than on the host.
 */
export function hostChange(run: string): HostChange | undefined {
  const changes = new Set(simpleCommands(run).map(changeOf));
  return hostChanges.find((change) => changes.has(change));
}
