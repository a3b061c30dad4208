import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The part of a chapter's folder name that its address keeps: the number only orders. */
export function slugOfFolder(folder: string): string {
  return folder.replace(/^\d+-/, '');
}

/** The address of a page from its file: `01-network-basics/en.mdx` → `en/network-basics`. */
export function pageId(entry: string): string {
  const [folder = '', file = ''] = entry.split('/');
  const slug = slugOfFolder(folder);
  return file.startsWith('en.') ? `en/${slug}` : slug;
}

/** Folders from this number on are reference pages. */
const firstReference = 90;

/** Whether a folder holds a reference page: tables to look something up in. */
export function isReference(folder: string): boolean {
  return Number.parseInt(folder, 10) >= firstReference;
}

/** The folders of the pages that are written, in their order. */
export function listFolders(root = process.cwd()): string[] {
  const folder = join(root, 'content', 'chapters');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .filter((name) => existsSync(join(folder, name, 'zh.mdx')));
}

/** The addresses of the pages that are written, in their order. */
export function listChapters(root = process.cwd()): string[] {
  return listFolders(root).map(slugOfFolder);
}
