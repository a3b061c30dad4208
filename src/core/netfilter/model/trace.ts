import type { Connection, Direction } from './connection.ts';
import type { CtState, Packet } from './packet.ts';

/** The five netfilter hooks of IP. */
export type Hook = 'PREROUTING' | 'INPUT' | 'FORWARD' | 'OUTPUT' | 'POSTROUTING';

/** What a rule that matched tells the kernel to do. */
export type Verdict =
  'ACCEPT' | 'DROP' | 'REJECT' | 'RETURN' | 'CONTINUE' | 'JUMP' | 'GOTO' | 'QUEUE' | 'STOLEN';

/** Why a condition cannot be decided from the ruleset, the network and the packet. */
export type Unknown =
  | 'not-given'
  | 'rate'
  | 'random'
  | 'counting'
  | 'history'
  | 'set'
  | 'time'
  | 'payload'
  | 'socket'
  | 'host-state'
  | 'ipsec'
  | 'name'
  | 'unknown-extension'
  | 'userspace';

/** One condition of a rule, and what the packet had in its place. */
export interface Reason {
  result: 'match' | 'miss' | 'undecided';
  /** The condition as written: `! -i docker0`, `--dport 80`. */
  condition: string;
  /** Columns of the line that it covers, from 1, the end excluded. */
  start: number;
  end: number;
  /** What it looks at, for `explain`: a key of `fieldNames`. */
  field: string;
  /** The packet's own value; null when there is none. */
  actual: string | null;
  /** Set when undecided. */
  unknown: Unknown | null;
}

/** A field that a target changed. */
export interface Change {
  field:
    'src' | 'sport' | 'dst' | 'dport' | 'mark' | 'connmark' | 'tos' | 'ttl' | 'zone' | 'helper' | 'untracked';
  from: string | null;
  to: string | null;
}

interface At {
  hook: Hook;
  /** The packet after this step; after an undecided one that parts the ways, before its changes (see Branch). */
  packet: Packet;
}

/** A rule that the kernel looked at. */
export interface RuleStep extends At {
  kind: 'rule';
  table: string;
  chain: string;
  /** From 1 in its chain. */
  rule: number;
  line: number;
  text: string;
  result: 'match' | 'miss' | 'undecided';
  /** What the target does; null for a miss. For an undecided one what it would do. */
  verdict: Verdict | null;
  /** The chain of a JUMP or GOTO. */
  target: string | null;
  /** For a miss the one condition that failed; for an undecided rule what is open; empty for a match. */
  reasons: readonly Reason[];
  changes: readonly Change[];
  /** Chance that it matches, where the rule says so (`statistic`). */
  probability: number | null;
  /** How deep in jumped-to chains, 0 in a built-in chain. */
  depth: number;
}

/** The end of a built-in chain. */
export interface PolicyStep extends At {
  kind: 'policy';
  table: string;
  chain: string;
  rule: null;
  line: number;
  text: string;
  result: 'policy';
  verdict: Verdict;
}

/** The packet meets conntrack: looked up, or a new entry made. */
export interface ConntrackStep extends At {
  kind: 'conntrack';
  state: CtState;
  direction: Direction;
  /** Null for INVALID and UNTRACKED packets. */
  connection: Connection | null;
}

/** NAT rewrites the packet by the stored translation, without asking the nat table. */
export interface TranslationStep extends At {
  kind: 'translation';
  direction: Direction;
  changes: readonly Change[];
}

/** Where the kernel decides to send the packet; `again` when OUTPUT changed something that routing depends on. */
export interface RoutingStep extends At {
  kind: 'routing';
  decision: 'local' | 'forward' | 'output';
  again: boolean;
  out: string | null;
  /** The next hop: a gateway, or the destination itself. */
  via: string | null;
}

/** The packet stays within a bridge; `seen` says whether br_netfilter shows it to iptables. */
export interface BridgeStep extends At {
  kind: 'bridge';
  bridge: string;
  seen: boolean;
}

/** The packet turns round on `lo`: out by POSTROUTING, in by PREROUTING. */
export interface LoopbackStep extends At {
  kind: 'loopback';
}

export type Step =
  RuleStep | PolicyStep | ConntrackStep | TranslationStep | RoutingStep | BridgeStep | LoopbackStep;

/** The rule or policy that decided; `rule` null for the policy. */
export interface DecidedBy {
  table: string;
  chain: string;
  rule: number | null;
  line: number;
}

/** Why the kernel itself, not a rule, ended the walk. */
export type KernelDrop =
  | 'no-route'
  | 'blackhole'
  | 'unreachable'
  | 'prohibit'
  | 'martian-source'
  | 'martian-destination'
  | 'rp-filter'
  | 'forwarding-off'
  | 'ttl-exceeded'
  | 'broadcast-not-forwarded'
  | 'hairpin-off'
  | 'interface-down'
  | 'no-nat-address'
  | 'not-followed'
  | 'userspace';

/** How a walk ended. */
export interface Outcome {
  kind: 'delivered' | 'forwarded' | 'sent' | 'bridged' | 'dropped' | 'rejected' | 'unknown';
  verdict: 'ACCEPT' | 'DROP' | 'REJECT' | 'UNDECIDED';
  /** The packet as it leaves, arrives at the process, or was when it ended. */
  packet: Packet;
  /** The rule or policy that dropped or rejected it. */
  by: DecidedBy | null;
  /** Set when the kernel itself ended it. */
  reason: KernelDrop | null;
  /** `--reject-with` of a REJECT: `icmp-port-unreachable`. */
  rejectWith: string | null;
  /** Next hop of a packet that leaves. */
  via: string | null;
  /** What conntrack keeps: pass it on to trace the reply and later packets. Null when nothing was confirmed. */
  connection: Connection | null;
  direction: Direction;
}

/** Something that nobody said and that the walk needed. `explain` puts it in words. */
export interface Assumption {
  kind:
    | 'network'
    | 'local-address'
    | 'external-interface'
    | 'forwarding'
    | 'bridge-netfilter'
    | 'rp-filter'
    | 'route-localnet'
    | 'source-port'
    | 'syn'
    | 'source-address'
    | 'bridge-port'
    | 'hairpin'
    | 'port-kept'
    | 'conntrack-off'
    | 'branches';
  /** The value that was taken. */
  value: string;
}

/** One way to go on from an undecided rule. */
export interface Branch {
  /** Whether the undecided rule is taken to match. */
  taken: boolean;
  probability: number | null;
  /** The packet as it goes on: with the rule's changes where it is taken. */
  packet: Packet;
  trace: Trace;
}

/** A walk: its steps, and then either an outcome or branches. */
export interface Trace {
  steps: readonly Step[];
  /** Null where `branches` go on. */
  outcome: Outcome | null;
  /** Two after an undecided rule (the last of `steps`), none otherwise. */
  branches: readonly Branch[];
  /** What every branch ends with; UNDECIDED when they differ. */
  verdict: 'ACCEPT' | 'DROP' | 'REJECT' | 'UNDECIDED';
  /** The packet as it leaves; where branches differ, the one before they part. */
  packet: Packet;
  assumptions: readonly Assumption[];
}
