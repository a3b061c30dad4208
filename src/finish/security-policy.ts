import { createHash } from 'node:crypto';
import { defaultTreeAdapter as adapter } from 'parse5';
import { isInlineScript } from './inline-scripts.ts';
import { attribute, createElement, textOf, type Element } from './tree.ts';

/** What a page needs beside its own files, by directive. */
export type Allowance = Readonly<Record<string, readonly string[]>>;

/** What every page may load: files of its own host, nothing else. */
const directives: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'worker-src': ["'self'"],
  // Style sheets draw small marks with `data:` addresses.
  'img-src': ["'self'", 'data:'],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
};

function hashOf(source: string): string {
  return `'sha256-${createHash('sha256').update(source).digest('base64')}'`;
}

/**
 * The Content-Security-Policy of a page: its inline scripts and style sheets are named by their hashes, so that
 * neither directive needs `'unsafe-inline'` (CSP Level 3, section 8.3).
 */
export function policyOf(elements: readonly Element[], allowed: Allowance = {}): string {
  const hashes = (wanted: (element: Element) => boolean) => [
    ...new Set(elements.filter(wanted).map((element) => hashOf(textOf(element)))),
  ];
  const found: Readonly<Record<string, readonly string[]>> = {
    'script-src': hashes(isInlineScript),
    'style-src': hashes(({ tagName }) => tagName === 'style'),
  };
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources, ...(found[name] ?? []), ...(allowed[name] ?? [])].join(' '))
    .join(';');
}

/** Puts the policy into the page, before anything that it holds for. */
export function addPolicy(head: Element, policy: string): void {
  const meta = createElement('meta', { 'http-equiv': 'content-security-policy', content: policy });
  const [first] = head.childNodes;
  const charset = head.childNodes.find(
    (node) => adapter.isElementNode(node) && attribute(node, 'charset') !== undefined,
  );
  const next = charset ? head.childNodes[head.childNodes.indexOf(charset) + 1] : first;
  if (next) adapter.insertBefore(head, meta, next);
  else adapter.appendChild(head, meta);
}
