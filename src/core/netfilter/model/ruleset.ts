import type { Family } from './packet.ts';

/** Packets and bytes, as `iptables-save -c` prints them. */
export interface Counters {
  packets: number;
  bytes: number;
}

/** One option of a match or target: `! --dport 80,443`. */
export interface Option {
  /** With its dashes, in the long form: `--source`. */
  name: string;
  negated: boolean;
  values: readonly string[];
  /** Columns of the line that it covers, from 1, the end excluded. */
  start: number;
  end: number;
}

/** An extension with its options: `-m conntrack --ctstate NEW`; `ip` holds `-s`, `-d`, `-i`, `-o`, `-p` and `-f`. */
export interface Match {
  extension: string;
  options: readonly Option[];
  start: number;
  end: number;
}

/** What follows `-j` or `-g`. */
export interface Target {
  /** `ACCEPT`, `DNAT`, or a chain. */
  name: string;
  /** `-g`: do not come back to this chain. */
  goto: boolean;
  options: readonly Option[];
  start: number;
  end: number;
}

/** A rule as `iptables-save` prints it. */
export interface Rule {
  table: string;
  chain: string;
  /** Counts from 1 in its chain, as `iptables -L --line-numbers` does. */
  number: number;
  /** Line in the dump, from 1. */
  line: number;
  /** What follows the chain's name, verbatim: `-i docker0 -j RETURN`. */
  text: string;
  /** Column of its line where `text` starts, from 1. */
  column: number;
  counters: Counters | null;
  matches: readonly Match[];
  /** Null for a rule that only counts. */
  target: Target | null;
}

/** A chain; `policy` is null for a user-defined one. */
export interface Chain {
  name: string;
  policy: string | null;
  counters: Counters | null;
  line: number;
  rules: Rule[];
}

export interface Table {
  name: string;
  line: number;
  chains: Map<string, Chain>;
}

/** A whole dump. */
export interface Ruleset {
  /** From the heading or the first thing that only one family has; null when nothing tells. */
  family: Family | null;
  /** What wrote the dump, if its heading says so: the tables' order differs a little. */
  backend: 'nft' | 'legacy' | null;
  /** Whether some rule makes the kernel track connections: until one does, it never asks the nat table. */
  tracksConnections: boolean;
  /** Tables by name, in the order of the dump. */
  tables: Map<string, Table>;
}
