import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Runs a folder of tests that need a root Linux: `recorder`, `kernel`.
const [suite = ''] = process.argv.slice(2);
runVitest(`tests/${suite}/vitest.config.ts`);
