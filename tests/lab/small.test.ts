import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { machineFolder } from '../../src/lab/install.ts';
import type { Machine } from '../../src/lab/machine.ts';
import { readManifest } from '../../src/lab/publish.ts';
import { restore } from '../../src/lab/restore.ts';

// The committed files, restored in v86 as the page restores them.
// An emulated processor beside other work.
vi.setConfig({ testTimeout: 120_000 });
let machine: Machine;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'small-machine-'));
  machine = await restore(machineFolder('small'), join(folder, 'disk.img'));
}, 60_000);
afterAll(async () => {
  await machine.destroy();
  rmSync(folder, { recursive: true });
});

test('it has the hosts of the recordings, and no other network', async () => {
  expect(await machine.check('ip -4 -br addr')).toMatch(
    /^lo .* 127\.0\.0\.1\/8 \neth0@\S+ .* 192\.0\.2\.10\/24 \n$/,
  );
  expect(await machine.check('hostname; ping -c 1 -W 5 192.0.2.1')).toMatch(/^host\n[\s\S]*1 received/);
  expect(await machine.check('ip netns exec outside ping -c 1 -W 5 192.0.2.10')).toContain('1 received');
});

test('its clock is this one’s, and its random numbers are its own', async () => {
  const seconds = Number(await machine.check('date +%s'));
  expect(Math.abs(seconds - Date.now() / 1000)).toBeLessThan(120);
  const other = await restore(machineFolder('small'), join(folder, 'other.img'));
  const read = 'head -c 16 /dev/urandom | xxd -p';
  expect(await other.check(read)).not.toBe(await machine.check(read));
  await other.destroy();
}, 60_000);

test('a terminal has a prompt with marks, takes its size, and types back', async () => {
  machine.resize(1, { columns: 97, rows: 31 });
  machine.type(1, 'stty size; false\n');
  await expect.poll(() => machine.screen(1), { timeout: 15_000 }).toContain('31 97\r\n');
  await expect.poll(() => machine.screen(1), { timeout: 15_000 }).toContain('\x1b]133;D;1\x07');
  machine.type(2, 'hostname\n');
  await expect.poll(() => machine.screen(2), { timeout: 15_000 }).toContain('\r\noutside\r\n');
});

test('Ctrl+C ends what runs on a terminal, and long lines wrap', async () => {
  const before = machine.screen(0).length;
  machine.type(0, 'sleep 1000\n');
  await expect.poll(() => machine.screen(0).slice(before), { timeout: 15_000 }).toContain('sleep 1000\r\n');
  await machine.check('until pidof sleep; do sleep 0.1; done');
  machine.type(0, '\x03');
  await expect
    .poll(() => machine.screen(0).slice(before), { timeout: 15_000 })
    .toContain('\x1b]133;D;130\x07');
  expect(await machine.check('ls /usr/share/terminfo/x')).toContain('xterm-256color');
});

test('iptables has no rules, and no legacy tables to warn of', async () => {
  expect(await machine.check('iptables -S 2>&1')).toBe(
    '-P INPUT ACCEPT\n-P FORWARD ACCEPT\n-P OUTPUT ACCEPT\n',
  );
});

test('namespaces, veth, a bridge and NAT by hand', async () => {
  await machine.check(`set -e
    sysctl -qw net.ipv4.ip_forward=1
    ip link add br-hand type bridge && ip addr add 10.20.0.1/24 dev br-hand && ip link set br-hand up
    ip netns add box && ip link add box0 type veth peer name eth0 netns box
    ip link set box0 master br-hand up
    ip -n box addr add 10.20.0.2/24 dev eth0 && ip -n box link set eth0 up && ip -n box link set lo up
    ip -n box route add default via 10.20.0.1
    iptables -t nat -A POSTROUTING -s 10.20.0.0/24 ! -o br-hand -j MASQUERADE
    iptables -t nat -A PREROUTING -p tcp --dport 8080 -m addrtype --dst-type LOCAL -j DNAT --to-destination 10.20.0.2:80
    mkdir -p /tmp/www && echo 'hello from the box' > /tmp/www/index.html
    ip netns exec box setsid httpd -p 80 -h /tmp/www`);
  expect(await machine.check('ip netns exec box ping -c 1 -W 5 192.0.2.1')).toContain('1 received');
  expect(await machine.check('ip netns exec outside curl -s -m 20 http://192.0.2.10:8080/')).toBe(
    'hello from the box\n',
  );
  expect(await machine.check('conntrack -L 2> /dev/null')).toMatch(
    /dst=192\.0\.2\.10 .*dport=8080 src=10\.20\.0\.2/,
  );
  expect(await machine.check('bridge link; brctl show')).toContain('box0');
  expect(await machine.check('nft list table ip nat')).toContain('masquerade');
});

test('packets are seen by tcpdump and traced by the kernel', async () => {
  const captured = await machine.check(
    'timeout 20 tcpdump -lni eth0 -c 2 icmp 2> /tmp/log & until grep -q listening /tmp/log; do sleep 0.1; done; ping -c 1 -W 5 192.0.2.1 > /dev/null; wait',
  );
  expect(captured).toContain('192.0.2.10 > 192.0.2.1: ICMP echo request');
  const traced = await machine.check(
    'iptables -t raw -A OUTPUT -p icmp -j TRACE; timeout 5 xtables-monitor --trace > /tmp/trace & sleep 1; ping -c 1 -W 5 192.0.2.1 > /dev/null; wait; cat /tmp/trace',
  );
  expect(traced).toMatch(/TRACE: 2 [0-9a-f]+ raw:OUTPUT/);
});

test('both back ends of iptables, ss, tc, dnsmasq', async () => {
  await machine.check(
    'iptables-legacy -A INPUT -p icmp -j ACCEPT; iptables-legacy -S | grep -- "-A INPUT"; iptables-legacy -F',
  );
  await machine.check('ss -tln; tc qdisc show; dnsmasq --version; unshare --net true; nsenter -t 1 -n true');
});

test('every program of the manifest is there', async () => {
  const { programs } = readManifest(machineFolder('small'));
  expect(programs.length).toBeGreaterThan(200);
  const list = await machine.check(
    `for program in ${programs.join(' ')}; do command -v -- "$program" > /dev/null || echo "$program"; done`,
    60,
  );
  expect(list).toBe('');
});
