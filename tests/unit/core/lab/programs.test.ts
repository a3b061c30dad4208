import { expect, test } from 'vitest';
import { programsOf } from '../../../../src/core/lab/programs.ts';

const cases: Readonly<Record<string, string[]>> = {
  'ip netns add box && ip -n box link set lo up': ['ip'],
  'ip netns exec box ping -c 1 127.0.0.1': ['ip', 'ping'],
  'ip netns exec box busybox httpd -p 80 -h /tmp/www': ['ip', 'busybox'],
  "iptables-save | grep -vE '10\\.20|br-hand' | iptables-restore": [
    'iptables-save',
    'grep',
    'iptables-restore',
  ],
  'while ip link show box0 > /dev/null 2>&1; do sleep 0.1; done; ip -br link': ['ip', 'sleep'],
  'for t in raw nat; do iptables -t $t -A OUTPUT -p icmp; done': ['iptables'],
  'pid=$(docker inspect web --format x); nsenter -t $pid -n ip addr': ['docker', 'nsenter', 'ip'],
  "curl -s -w '%{http_code}\\n' http://192.0.2.10 2> /dev/null | wc -l": ['curl', 'wc'],
  'echo "$(date +%s) $(hostname)"': ['date', 'hostname'],
  'rules() { iptables-save | wc -l; }; rules': ['iptables-save', 'wc'],
  'timeout 5 tcpdump -ni eth0 &': ['timeout', 'tcpdump'],
  'mkdir /tmp/www && echo hello > /tmp/www/index.html': ['mkdir'],
  'readlink /proc/$(docker inspect a --format "{{ .State.Pid }}")/ns/net': ['docker', 'readlink'],
  'ls -l /proc/`pidof dnsmasq`/ns | grep net': ['grep', 'ls', 'pidof'],
  'docker run -d \\\n  --name web alpine': ['docker'],
  'cat > a.conf <<EOF\nnot a command\nEOF\ncurl -s x': ['cat', 'curl'],
  "awk '{ print ($14 + $15) / 100 }' /proc/$p/stat; echo $((1 + 2))": ['awk'],
  'LC_ALL=C sort -u /etc/hosts # a comment': ['sort'],
};

for (const [text, programs] of Object.entries(cases)) {
  test(`programs of: ${text}`, () => expect(programsOf(text).sort()).toEqual([...programs].sort()));
}

test('a function defined in one text is no program of another', () => {
  expect(programsOf('count() { iptables-save | wc -l; }', 'count')).toEqual(['iptables-save', 'wc']);
});
