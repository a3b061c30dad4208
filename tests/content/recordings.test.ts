import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRecording, recordedFolder } from '../../src/recorder/run/store.ts';
import { loadTape } from '../../src/recorder/tape/load-tape.ts';
import { selectTapes } from '../../src/recorder/tape/select-tapes.ts';

const chapters = join(import.meta.dirname, '..', '..', 'content', 'chapters');
const tapes = selectTapes(chapters, []).map(loadTape);

/** The captures a tape takes, at its end and after single steps. */
function captureNames(tape: (typeof tapes)[number]['tape']): string[] {
  return [tape.capture, ...tape.steps.map((step) => step.capture ?? {})].flatMap((captures) =>
    Object.keys(captures),
  );
}

test('there are tapes', () => {
  expect(tapes.length).toBeGreaterThan(5);
});

describe.each(tapes.map((loaded) => [`${loaded.chapter}/${loaded.act}`, loaded] as const))(
  '%s',
  (_, loaded) => {
    test.each(loaded.tape.engines)('has a fresh recording on %s', (engine) => {
      const { cast, captures } = readRecording(loaded, engine);
      const notes = cast.header['x-notes'];
      expect(notes.tapeHash, 'stale: run `npm run record`').toBe(loaded.hash);
      expect([notes.act, notes.engine]).toEqual([loaded.act, engine]);
      expect([...captures.keys()].sort()).toEqual(captureNames(loaded.tape).sort());
      expect(cast.events.filter(({ code }) => code === 'm').map(({ data }) => data)).toEqual(
        notes.commands.map(({ run }) => run),
      );
      expect(new Set(notes.commands.map(({ id }) => id)).size).toBe(notes.commands.length);
    });
  },
);

test('nothing lies among the recordings that no tape made', () => {
  const known = new Set(
    tapes.flatMap((loaded) =>
      loaded.tape.engines.map((engine) => `${recordedFolder(loaded, engine)}/${loaded.act}`),
    ),
  );
  const stray = [...new Set(tapes.map(({ file }) => join(dirname(file), '+recorded')))]
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => ![...known].some((prefix) => file.startsWith(`${prefix}.`)));
  expect(stray).toEqual([]);
});

test('every command of the notes is recorded', () => {
  // The notes this site grew from: all their commands, the wrong ones too.
  const notes = [
    'docker run --rm --network none -it alpine sh',
    'ifconfig',
    'hostname -i',
    'docker run --rm --network host -it alpine sh',
    'ls --time-style="+" -l /proc/`docker inspect $(docker ps -ql) --format "{{ .State.Pid }}"`/ns | grep net',
    'docker run --rm --network bridge -it alpine sh',
    'ip r',
    'ifconfig bridge0 # 宿主机上该网桥',
    'docker network create container-network',
    'docker run --rm -it --network container-network alpine sh',
    'ps -ef',
    'netstat -ntlp',
    'docker info --format "{{ .Plugins.Network }}"',
    'docker run --rm -it --name redis-network -d redis',
    'docker run --rm -it --name alpine-network --link redis-network alpine sh',
    'docker network create --help',
    'docker network create --gateway 192.168.31.1 --subnet 192.168.31.1/24 custom-network',
    'docker run --rm -d --network custom-network --name redis-custom-network redis',
    'docker run -d --name redis-default-network redis',
    'docker run --rm -it --network custom-network --name connect-alpine-custom-network alpine sh',
    'docker network connect/disconnect custom-network redis-default-network',
    'docker network connect custom-network redis-default-network',
    'docker network disconnect custom-network redis-default-network',
    'ping -c 1 redis-default-network',
  ];
  const recorded = new Set(
    tapes.flatMap((loaded) =>
      readRecording(loaded, loaded.tape.engines[0] ?? '').cast.header['x-notes'].commands.map(
        ({ run }) => run,
      ),
    ),
  );
  expect(notes.filter((command) => !recorded.has(command))).toEqual([]);
});

test('every transcript and claim of a page names an act that exists', () => {
  for (const folder of readdirSync(chapters)) {
    for (const file of ['zh.mdx', 'en.mdx']
      .map((name) => join(chapters, folder, name))
      .filter((path) => existsSync(path))) {
      const text = readFileSync(file, 'utf8');
      const used = new Set([...text.matchAll(/<Transcript act="([^"]+)"/g)].map((match) => match[1]));
      const own = tapes.filter(({ chapter }) => chapter === folder).map(({ act }) => act);
      // A recording that no page shows would rot unseen.
      expect([...used].sort()).toEqual(own.sort());
    }
  }
});
