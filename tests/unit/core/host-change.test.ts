import { expect, test } from 'vitest';
import { hostChange } from '../../../src/core/shell/host-change.ts';
import { simpleCommands } from '../../../src/core/shell/simple-commands.ts';

test.each([
  ['iptables -I DOCKER-USER -i eth0 -j DROP', 'firewall'],
  ['iptables -t nat --append POSTROUTING -j MASQUERADE', 'firewall'],
  ['ip6tables -P FORWARD DROP', 'firewall'],
  ['iptables-legacy -A INPUT -j ACCEPT', 'firewall'],
  ['/usr/sbin/iptables-restore < rules', 'firewall'],
  ['nft flush ruleset', 'firewall'],
  ['ufw --force enable', 'firewall'],
  ['ufw allow in on docker0 to any port 9000 proto tcp', 'firewall'],
  ['conntrack -D -p tcp', 'firewall'],
  ['for t in raw nat; do iptables -t $t -A OUTPUT -p icmp; done', 'firewall'],
  ['docker ps && sudo iptables -F', 'firewall'],
  ['bash -c "iptables -F && echo done"', 'firewall'],
  ['sysctl -w net.ipv4.ip_forward=1', 'kernel'],
  ['sysctl net.ipv4.ip_forward=1', 'kernel'],
  ['modprobe br_netfilter', 'kernel'],
  ['ip link add br0 type bridge', 'network'],
  ['ip -4 addr add 10.20.0.1/24 dev br0', 'network'],
  ['ip netns add box', 'network'],
  ['ip link set web0 netns box', 'network'],
  ['ip -all netns delete', 'network'],
  ['ip route replace default via 10.0.0.1', 'network'],
  ['bridge link set dev veth0 hairpin on', 'network'],
  ['ifconfig eth0 10.0.0.1 up', 'network'],
  ['docker swarm init --advertise-addr 192.0.2.10', 'network'],
  ['sysctl -w net.ipv4.ip_forward=0; iptables -F', 'firewall'],
  ['pkill docker-proxy; ss -ltn', 'processes'],
  ["kill -9 $(docker inspect web --format '{{ .State.Pid }}')", 'processes'],
  ['timeout 5 ip link del br0', 'network'],
  ['echo `iptables -F`', 'firewall'],
  ['CNI_COMMAND=ADD /usr/lib/cni/bridge < pods.conf | jq -c .ips', 'network'],
] as const)('%s changes the host: %s', (run, change) => {
  expect(hostChange(run)).toBe(change);
});

test.each([
  'iptables -S FORWARD',
  'iptables -t nat -vnL DOCKER',
  'iptables-save | grep -v "^#"',
  'nft list ruleset',
  'nft -y list ruleset ip 2>&1 | grep -E "^table|hook"',
  'ufw status verbose',
  'conntrack -L -p icmp',
  'sysctl net.ipv4.ip_forward',
  'ip addr',
  'ip -d link show docker0',
  'ip route get 192.0.2.1',
  'ip netns list',
  'ip -n box link set lo up',
  'ip netns exec box ip addr add 10.0.0.2/24 dev eth0',
  'nsenter -t $pid -n ip addr add 10.20.0.3/24 dev eth0',
  'docker exec web ip link set eth0 down',
  'docker network create --subnet 172.30.0.0/24 app',
  'docker run --rm --cap-add NET_ADMIN alpine ip link add dummy0 type dummy',
  'bridge link',
  'ifconfig docker0',
  'echo "iptables -F"',
  "grep 'ip link add' notes",
  '# iptables -F',
  'rules() { iptables-save | grep ^-; }; rules > before',
  'tcpdump -tnni docker0 -c 2 tcp port 80',
])('%s changes nothing', (run) => {
  expect(hostChange(run)).toBeUndefined();
});

test('the programs of a line are found in loops, functions and substitutions', () => {
  const names = (run: string) => simpleCommands(run).map(([name]) => name);
  expect(names('for p in $(pidof docker-proxy); do cat /proc/$p/x; done | awk "{ print }"')).toEqual([
    'pidof',
    'for',
    'cat',
    'done',
    'awk',
  ]);
  expect(names('until docker ps > /dev/null 2>&1; do sleep 0.1; done')).toEqual(['docker', 'sleep', 'done']);
  expect(simpleCommands('docker run \\\n  -p 80 "a b" \'c d\'')).toEqual([
    ['docker', 'run', '-p', '80', 'a b', 'c d'],
  ]);
});
