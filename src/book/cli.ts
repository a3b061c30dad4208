import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readHistory } from '../history/read-history.ts';
import { printBook } from './print-book.ts';

// `npm run pdf`: the site as one book, beside its pages.
const [last] = readHistory().changes;
const edition = last ? `内容更新至 ${last.date.toISOString().slice(0, 10)}` : '';
const file = join('dist', 'docker-network-notes.pdf');
const book = await printBook('dist', edition);
writeFileSync(file, book);
console.log(`${file}: ${(book.length / 1e6).toFixed(1)} MB`);
