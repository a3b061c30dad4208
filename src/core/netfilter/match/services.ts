import { nearest } from '../../nearest.ts';
import { isNot } from '../problem.ts';
import { parseNumber } from './numbers.ts';
import { ValueError } from './value-error.ts';

/** Service names that hand-written rules use for ports (/etc/services); `iptables-save` itself prints numbers. */
const services: Readonly<Record<string, number>> = {
  'ftp-data': 20,
  ftp: 21,
  ssh: 22,
  telnet: 23,
  smtp: 25,
  domain: 53,
  bootps: 67,
  bootpc: 68,
  tftp: 69,
  http: 80,
  kerberos: 88,
  pop3: 110,
  sunrpc: 111,
  auth: 113,
  ntp: 123,
  'netbios-ns': 137,
  'netbios-dgm': 138,
  'netbios-ssn': 139,
  imap2: 143,
  imap: 143,
  snmp: 161,
  bgp: 179,
  ldap: 389,
  https: 443,
  'microsoft-ds': 445,
  submissions: 465,
  syslog: 514,
  submission: 587,
  ipp: 631,
  ldaps: 636,
  domains: 853,
  rsync: 873,
  imaps: 993,
  pop3s: 995,
  socks: 1080,
  openvpn: 1194,
  nfs: 2049,
  mysql: 3306,
  'ms-wbt-server': 3389,
  postgresql: 5432,
  mdns: 5353,
  'http-alt': 8080,
};

/** Reads a port: a number or a service's name. */
export function parsePort(text: string): number {
  if (/^[\dx]/i.test(text) || text === '') return parseNumber(text, 65535);
  const port = services[text];
  if (port === undefined) {
    const near = nearest(text, Object.keys(services));
    const after = { en: `; nearest names: ${near.join(', ')}`, zh: `；最接近的名字是 ${near.join('、')}` };
    throw new ValueError(isNot(text, { en: 'a port', zh: '端口' }, after));
  }
  return port;
}
