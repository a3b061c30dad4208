import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

interface Report {
  error?: { summary?: string; detail?: string };
  message?: string;
  vulnerabilities?: Record<
    string,
    { name: string; severity: string; via: (string | { title: string; url: string })[] }
  >;
}

/** Advisories that do not concern this project, each with its reason. */
const explained: Readonly<Record<string, string>> = {};

// Asks the registry for known vulnerabilities of what the lockfile installs. A registry that does not answer such
// questions makes this no pass and no failure: it is said, and nothing is counted.
const { stdout } = spawnSync('npm', ['audit', '--json'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
let report: Report;
try {
  report = JSON.parse(stdout) as Report;
} catch {
  report = { message: stdout.trim() || 'npm audit said nothing' };
}
let counts = { passed: 0, failed: 0 };
if (report.vulnerabilities) {
  const found = Object.values(report.vulnerabilities).flatMap(({ name, severity, via }) =>
    via.flatMap((cause) =>
      typeof cause === 'object' && !(cause.url in explained)
        ? [`${name} (${severity}): ${cause.title} ${cause.url}`]
        : [],
    ),
  );
  for (const line of found) console.log(line);
  counts = { passed: found.length === 0 ? 1 : 0, failed: found.length };
} else {
  const why = report.message ?? report.error?.summary ?? 'unknown';
  console.log(`not audited: the registry does not answer (${why.split('\n')[0]})`);
}
console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
// The run of all tests reads the counts from a file that it names.
if (process.argv[2]) writeFileSync(process.argv[2], JSON.stringify(counts));
process.exitCode = counts.failed > 0 ? 1 : 0;
