/** How many values an option takes: a number, or a range; `optional` is none or one. */
export type Arity = 0 | 1 | 2 | 'optional';

type Options = Readonly<Record<string, Arity>>;

/** The options that every rule has, in their short and long forms (iptables(8), PARAMETERS). */
export const ipOptions: Readonly<Record<string, string>> = {
  '-s': '--source',
  '--source': '--source',
  '--src': '--source',
  '-d': '--destination',
  '--destination': '--destination',
  '--dst': '--destination',
  '-i': '--in-interface',
  '--in-interface': '--in-interface',
  '-o': '--out-interface',
  '--out-interface': '--out-interface',
  '-p': '--protocol',
  '--protocol': '--protocol',
  '--proto': '--protocol',
  '-f': '--fragment',
  '--fragment': '--fragment',
};

/** Options by other names, as the extensions accept them. */
export const aliases: Readonly<Record<string, string>> = {
  '--destination-port': '--dport',
  '--source-port': '--sport',
  '--destination-ports': '--dports',
  '--source-ports': '--sports',
  '--port': '--ports',
};

const ports: Options = { '--sport': 1, '--dport': 1 };
const list = (names: string, arity: Arity = 1): Options =>
  Object.fromEntries(names.split(' ').map((name) => [`--${name}`, arity]));

/** Options of the matches of iptables 1.8 (iptables-extensions(8)); an extension that is not here is kept verbatim. */
export const matchOptions: Readonly<Record<string, Options>> = {
  addrtype: { ...list('src-type dst-type'), ...list('limit-iface-in limit-iface-out', 0) },
  ah: { ...list('ahspi ahlen'), '--ahres': 0 },
  bpf: list('bytecode object-pinned'),
  cgroup: list('path cgroup'),
  cluster: list('cluster-total-nodes cluster-local-node cluster-local-nodemask cluster-hash-seed'),
  comment: list('comment'),
  connbytes: list('connbytes connbytes-dir connbytes-mode'),
  connlabel: { '--label': 1, '--set': 0 },
  connlimit: {
    ...list('connlimit-above connlimit-upto connlimit-mask'),
    ...list('connlimit-saddr connlimit-daddr', 0),
  },
  connmark: list('mark'),
  conntrack: list(
    'ctstate ctproto ctorigsrc ctorigdst ctreplsrc ctrepldst ctorigsrcport ctorigdstport ctreplsrcport ctrepldstport ctstatus ctexpire ctdir',
  ),
  cpu: list('cpu'),
  dccp: { ...ports, ...list('dccp-types dccp-option') },
  devgroup: list('src-group dst-group'),
  dscp: list('dscp dscp-class'),
  dst: { '--dst-len': 1, '--dst-opts': 1 },
  ecn: { ...list('ecn-tcp-cwr ecn-tcp-ece', 0), '--ecn-ip-ect': 1 },
  esp: list('espspi'),
  eui64: {},
  frag: { ...list('fragid fraglen'), ...list('fragres fragfirst fragmore fraglast', 0) },
  hashlimit: {
    ...list(
      'hashlimit hashlimit-upto hashlimit-above hashlimit-burst hashlimit-mode hashlimit-srcmask hashlimit-dstmask hashlimit-name hashlimit-htable-size hashlimit-htable-max hashlimit-htable-expire hashlimit-htable-gcinterval hashlimit-rate-interval',
    ),
    '--hashlimit-rate-match': 0,
  },
  hbh: { '--hbh-len': 1, '--hbh-opts': 1 },
  helper: list('helper'),
  hl: list('hl-eq hl-lt hl-gt'),
  icmp: list('icmp-type'),
  icmp6: list('icmpv6-type'),
  iprange: list('src-range dst-range'),
  ipv6header: { '--header': 1, '--soft': 0 },
  ipvs: { '--ipvs': 0, ...list('vproto vaddr vport vdir vmethod vportctl') },
  length: list('length'),
  limit: list('limit limit-burst'),
  mac: list('mac-source'),
  mark: list('mark'),
  mh: list('mh-type'),
  multiport: list('sports dports ports'),
  nfacct: list('nfacct-name'),
  osf: list('genre ttl log'),
  owner: { ...list('uid-owner gid-owner'), ...list('socket-exists suppl-groups', 0) },
  physdev: {
    ...list('physdev-in physdev-out'),
    ...list('physdev-is-in physdev-is-out physdev-is-bridged', 0),
  },
  pkttype: list('pkt-type'),
  policy: {
    ...list('dir pol reqid spi proto mode tunnel-src tunnel-dst'),
    ...list('strict next', 0),
  },
  quota: list('quota'),
  rateest: {
    ...list(
      'rateest rateest1 rateest2 rateest-bps rateest-pps rateest-bps1 rateest-bps2 rateest-pps1 rateest-pps2',
    ),
    ...list('rateest-delta rateest-lt rateest-gt rateest-eq', 0),
  },
  realm: list('realm'),
  recent: {
    ...list('set rcheck update remove rsource rdest rttl reap', 0),
    ...list('name mask seconds hitcount'),
  },
  rpfilter: list('loose validmark accept-local invert', 0),
  rt: { ...list('rt-type rt-segsleft rt-len rt-0-addrs'), ...list('rt-0-res rt-0-not-strict', 0) },
  sctp: { ...ports, '--chunk-types': 2 },
  set: {
    '--match-set': 2,
    '--set': 2,
    ...list('return-nomatch', 0),
    '--update-counters': 0,
    '--update-subcounters': 0,
    ...list('packets-eq packets-lt packets-gt bytes-eq bytes-lt bytes-gt'),
  },
  socket: list('transparent nowildcard restore-skmark', 0),
  state: list('state'),
  statistic: list('mode probability every packet'),
  string: {
    ...list('from to algo string hex-string'),
    '--icase': 0,
  },
  tcp: { ...ports, '--tcp-flags': 2, '--syn': 0, '--tcp-option': 1 },
  tcpmss: list('mss'),
  time: {
    ...list('datestart datestop timestart timestop monthdays weekdays'),
    ...list('utc localtz kerneltz contiguous', 0),
  },
  tos: list('tos'),
  ttl: list('ttl-eq ttl-lt ttl-gt ttl'),
  u32: list('u32'),
  udp: ports,
  udplite: ports,
};

/** Options of the targets of iptables 1.8; those of one that is not here are kept verbatim. */
export const targetOptions: Readonly<Record<string, Options>> = {
  ACCEPT: {},
  AUDIT: list('type'),
  CHECKSUM: list('checksum-fill', 0),
  CLASSIFY: list('set-class'),
  CONNMARK: {
    ...list(
      'set-xmark set-mark and-mark or-mark xor-mark nfmask ctmask mask left-shift-mark right-shift-mark',
    ),
    ...list('save-mark restore-mark', 0),
  },
  CONNSECMARK: list('save restore', 0),
  CT: { ...list('helper ctevents expevents zone zone-orig zone-reply timeout'), '--notrack': 0 },
  DNAT: { '--to-destination': 1, ...list('random persistent', 0) },
  DROP: {},
  DSCP: list('set-dscp set-dscp-class'),
  ECN: { '--ecn-tcp-remove': 0 },
  HL: list('hl-set hl-dec hl-inc'),
  HMARK: list(
    'hmark-tuple hmark-mod hmark-offset hmark-src-prefix hmark-dst-prefix hmark-sport-mask hmark-dport-mask hmark-spi-mask hmark-proto-mask hmark-rnd hmark-sport hmark-dport hmark-spi',
  ),
  IDLETIMER: { ...list('timeout label'), '--alarm': 0 },
  LED: { ...list('led-trigger-id led-delay'), '--led-always-blink': 0 },
  LOG: {
    ...list('log-level log-prefix'),
    ...list('log-tcp-sequence log-tcp-options log-ip-options log-uid log-macdecode', 0),
  },
  MARK: list('set-xmark set-mark and-mark or-mark xor-mark'),
  MASQUERADE: { '--to-ports': 1, ...list('random random-fully', 0) },
  NETMAP: list('to'),
  NFLOG: list('nflog-group nflog-prefix nflog-range nflog-size nflog-threshold'),
  NFQUEUE: { ...list('queue-num queue-balance'), ...list('queue-bypass queue-cpu-fanout', 0) },
  NOTRACK: {},
  QUEUE: {},
  RATEEST: list('rateest-name rateest-interval rateest-ewmalog'),
  REDIRECT: { '--to-ports': 1, '--random': 0 },
  REJECT: list('reject-with'),
  RETURN: {},
  SECMARK: list('selctx'),
  SET: {
    '--add-set': 2,
    '--del-set': 2,
    '--map-set': 2,
    ...list('exist map-mark map-prio map-queue', 0),
    '--timeout': 1,
  },
  SNAT: { '--to-source': 1, ...list('random random-fully persistent', 0) },
  SYNPROXY: { ...list('mss wscale'), ...list('sack-perm timestamp', 0) },
  TCPMSS: { '--set-mss': 1, '--clamp-mss-to-pmtu': 0 },
  TCPOPTSTRIP: list('strip-options'),
  TEE: { ...list('gateway oif') },
  TOS: list('set-tos and-tos or-tos xor-tos'),
  TPROXY: list('on-port on-ip tproxy-mark'),
  TRACE: {},
  TTL: list('ttl-set ttl-dec ttl-inc'),
};
