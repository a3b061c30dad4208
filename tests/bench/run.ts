import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** One line of the table that `npm run bench` prints. */
export interface Measurement {
  name: string;
  value: string;
  /** What the project aims at, where it aims at something. */
  aim?: string;
}

// Each bench is a module `<name>.bench.ts` with a function `bench`; `npm run bench -- seek` runs one.
const wanted = process.argv.slice(2);
const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.bench.ts'));
const chosen = files.filter((name) => wanted.length === 0 || wanted.includes(name.replace('.bench.ts', '')));
if (chosen.length === 0) {
  console.error(`no such bench; there are: ${files.map((name) => name.replace('.bench.ts', '')).join(', ')}`);
  process.exitCode = 1;
}
for (const file of chosen) {
  const module = (await import(join(import.meta.dirname, file))) as { bench: () => Promise<Measurement[]> };
  console.log(`\n${file.replace('.bench.ts', '')}`);
  for (const { name, value, aim } of await module.bench()) {
    console.log(`  ${name.padEnd(56)} ${value.padStart(14)}${aim ? `   (aim: ${aim})` : ''}`);
  }
}
