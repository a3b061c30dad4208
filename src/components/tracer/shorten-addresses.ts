/** What `ip -d addr` prints and the tracer does not read: two thirds of the text, which each reader would load. */
const unread =
  / mtu \d+| qdisc \S+| state (?!forwarding)\S+| group default| qlen \d+| brd ff:ff:ff:ff:ff:ff| link-netns\S* \S+| proto \S+| tentative| promiscuity .*| numtxqueues .*|(?<= forward_delay \d+) .*|(?<=bridge_slave).*(?= hairpin)|(?<= hairpin \w+) .*/g;

/** The addresses of a machine without what the tracer does not read. */
export function shortenAddresses(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.includes('valid_lft'))
    .map((line) => line.replace(unread, ''))
    .join('\n');
}
