import { spawnSync } from 'node:child_process';

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
if (report.vulnerabilities) {
  const found = Object.values(report.vulnerabilities).flatMap(({ name, severity, via }) =>
    via.flatMap((cause) =>
      typeof cause === 'object' && !(cause.url in explained)
        ? [`${name} (${severity}): ${cause.title} ${cause.url}`]
        : [],
    ),
  );
  for (const line of found) console.log(line);
  console.log(`\n${found.length === 0 ? 1 : 0} passed, ${found.length} failed`);
  process.exitCode = found.length > 0 ? 1 : 0;
} else {
  const why = report.message ?? report.error?.summary ?? 'unknown';
  console.log(`not audited: the registry does not answer (${why.split('\n')[0]})`);
  console.log('\n0 passed, 0 failed');
}
