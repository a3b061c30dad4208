import { join } from 'node:path';
import { assertVersion, ensureEngine, upstreamVersion } from '../engine/build.ts';
import { localImages } from '../../debian/local-images.ts';
import { scratchFolder } from '../../debian/cache-folder.ts';
import type { PulledImage } from '../engine/pull.ts';
import { Failure } from '../../debian/failure.ts';
import { run, type Outcome } from '../../debian/process.ts';
import { guestEnvironment, Sandbox } from '../../sandbox/sandbox.ts';
import type { EngineName } from '../../schemas/engine.ts';
import type { RecordedImage } from '../../schemas/recording.ts';
import type { Tape } from '../../schemas/tape.ts';
import { Terminal } from '../shell/terminal.ts';

const bashrc = join(import.meta.dirname, '..', '..', 'sandbox', 'bashrc');

/** A machine with a running Docker daemon that a tape is recorded on. */
export interface DockerHost {
  openTerminal: (host: string) => Terminal;
  /** Runs a shell command off camera, on the Docker host or another host of the sandbox. */
  exec: (command: string, on?: string) => Promise<Outcome>;
  /** The images of the daemon and what each was made from. */
  images: RecordedImage[];
  stop: () => Promise<void>;
}

async function loadImages(sandbox: Sandbox, pulled: readonly PulledImage[]): Promise<void> {
  for (const { name, archive } of pulled) {
    const inside = `/tmp/${name}.tar`;
    const copied = await run('cp', [archive, `/proc/${sandbox.pid}/root${inside}`]);
    if (copied.status !== 0)
      throw new Failure(`cannot hand ${archive} to the sandbox: ${copied.stderr.trim()}`);
    const { status, stderr } = await sandbox.exec(`docker load -qi ${inside} && rm ${inside}`);
    if (status !== 0) throw new Failure(`docker load of ${name} failed: ${stderr.trim()}`);
  }
}

/** A fresh sandbox of an engine of this repository; images pulled from a registry take the stand-ins' place. */
export async function startEngineHost(
  engine: EngineName,
  { hosts, daemon }: Pick<Tape, 'hosts' | 'daemon'>,
  pulled: readonly PulledImage[] = [],
): Promise<DockerHost> {
  const root = await ensureEngine(engine);
  const sandbox = await Sandbox.start({ root, scratch: scratchFolder(), hosts, daemon });
  try {
    const copied = await run('cp', [bashrc, `/proc/${sandbox.pid}/root/root/.bashrc`]);
    if (copied.status !== 0) throw new Failure(`cannot write the sandbox's .bashrc: ${copied.stderr}`);
    const version = await sandbox.exec("docker version --format '{{.Server.Version}}'");
    assertVersion(engine, version.stdout.trim());
    await loadImages(sandbox, pulled);
  } catch (error) {
    await sandbox.stop();
    throw error;
  }
  return {
    openTerminal: (host) => new Terminal(sandbox.enter(host, ['bash', '-i']), guestEnvironment),
    exec: (command, on) => sandbox.exec(command, on),
    images:
      pulled.length > 0
        ? pulled.map(({ name, standIn, from }) => ({ name, standIn, from }))
        : localImages(root),
    stop: () => sandbox.stop(),
  };
}

/** The user's own daemon: what a tape does there stays there. */
export function useOwnHost({ hosts, daemon }: Pick<Tape, 'hosts' | 'daemon'>): DockerHost {
  if (Object.keys(hosts).length > 0 || daemon.length > 0) {
    throw new Failure(
      'the engine `host` has one host and its daemon runs already: a tape with `hosts` or `daemon` needs an engine of this repository',
    );
  }
  return {
    openTerminal: (host) => {
      if (host !== 'host') throw new Failure(`the engine \`host\` has no host \`${host}\`, only \`host\``);
      return new Terminal(['bash', '--rcfile', bashrc, '-i'], {
        ...process.env,
        LANG: 'C.UTF-8',
        TERM: 'xterm-256color',
      });
    },
    exec: (command) => run('bash', ['-c', command]),
    images: [],
    stop: () => Promise.resolve(),
  };
}

/** The versions that a recording names. @throws Failure when no daemon answers */
export async function readVersions(
  host: DockerHost,
): Promise<Record<'docker' | 'kernel' | 'iptables' | 'os', string>> {
  const ask = async (command: string) => (await host.exec(command)).stdout.trim();
  const docker = await ask("docker version --format '{{.Server.Version}}'");
  if (docker === '') throw new Failure('no Docker daemon answers `docker version`');
  return {
    docker: upstreamVersion(docker),
    kernel: await ask('uname -r'),
    iptables: (await ask('iptables --version')).replace(/^iptables /, ''),
    os: await ask('. /etc/os-release; echo "$PRETTY_NAME"'),
  };
}
