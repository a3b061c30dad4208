import type { MachineManifest } from './machine.ts';
import { makeElement } from './make-element.ts';
import { strings } from './strings.ts';

/** Packages that a reader of these notes asks for first; the others are behind a fold. */
const first = new Set(
  'bash bridge-utils conntrack containerd curl dnsmasq-base docker.io docker-cli iproute2 iptables nftables tcpdump'.split(
    ' ',
  ),
);

function packageList(packages: readonly { name: string; version: string }[]): HTMLElement {
  return makeElement(
    'ul',
    {},
    ...packages.map(({ name, version }) =>
      makeElement('li', {}, makeElement('code', {}, name), ` ${version}`),
    ),
  );
}

/** What is inside a machine, and what stands in for what. */
export function makeAbout(manifest: MachineManifest): HTMLElement {
  const main = manifest.packages.filter(({ name }) => first.has(name));
  const rest = manifest.packages.filter(({ name }) => !first.has(name));
  return makeElement(
    'div',
    { className: 'lab-about' },
    makeElement('p', {}, strings.about[manifest.machine]),
    makeElement('p', {}, strings.inside(manifest.kernel.version, manifest.suite)),
    makeElement('p', {}, strings.emulator),
    makeElement('p', {}, strings.cost(manifest.memoryBytes)),
    makeElement('h3', {}, strings.standIns),
    ...(manifest.standIns.length > 0
      ? manifest.standIns.map(({ name, from }) => makeElement('p', {}, strings.standIn(name, from)))
      : [makeElement('p', {}, strings.noStandIns)]),
    makeElement('h3', {}, strings.versions),
    packageList(main),
    makeElement('details', {}, makeElement('summary', {}, `另外 ${rest.length} 个包`), packageList(rest)),
  );
}
