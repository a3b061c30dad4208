import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { CommandEntry } from '../../../src/core/asciicast/commands.ts';
import { scriptOf } from '../../../src/core/asciicast/script.ts';
import { stringsFor } from '../../../src/components/transcript/strings.ts';

function entry(run: string, more: Partial<CommandEntry> = {}): CommandEntry {
  return { id: 'x', kind: 'run', run, host: 'host', terminal: null, inside: [], exit: 0, ...more };
}

const shell = 'docker run -it alpine sh';
const commands = [
  entry(shell),
  entry('ifconfig', { inside: [shell] }),
  entry('exit', { kind: 'exit', inside: [shell] }),
  entry('docker ps \\\n  -a'),
  entry('curl http://192.0.2.10/', { host: 'outside', exit: 7 }),
  entry('tcpdump', { terminal: 'capture', exit: null }),
  entry('tcpdump', { kind: 'resume', terminal: 'capture' }),
];

test('a script says where each part runs and keeps what is typed in a container in comments', () => {
  const script = scriptOf('标题', commands, stringsFor('zh-CN').script);
  expect(script).toMatchInlineSnapshot(`
    "#!/bin/bash
    # 标题

    # 在 host 上
    docker run -it alpine sh

    # 在 host 上
    # 在 \`docker run -it alpine sh\` 打开的 shell 里逐行键入：
    #   ifconfig
    #   exit

    # 在 host 上
    docker ps \\
      -a

    # 在 outside 上
    curl http://192.0.2.10/
    # ↑ 退出状态 7

    # 在 host 上 · 终端 capture
    tcpdump
    # ↑ 留在后台运行（另开一个终端）
    "
  `);
  expect(spawnSync('bash', ['-n'], { input: script }).status).toBe(0);
});
