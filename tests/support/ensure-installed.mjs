// Runs on whatever Node there is (20 or later): installs the packages when they are missing or older than the
// lockfile. Scripts after it run on the Node that the packages bring along.
import { execSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

const installed = 'node_modules/.package-lock.json';
const isCurrent =
  existsSync(installed) && statSync(installed).mtimeMs >= statSync('package-lock.json').mtimeMs;
if (!isCurrent) execSync('npm ci --no-audit --no-fund', { stdio: 'inherit' });
