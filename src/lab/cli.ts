import { Command } from 'commander';
import { Listr } from 'listr2';
import { isNative } from '../debian/contain.ts';
import { Failure, messageOf } from '../debian/failure.ts';
import { requirePrograms, requireSandbox } from '../debian/requirements.ts';
import { buildKernel, kernelStep } from './build-kernel.ts';
import { checkDisks } from './check-disks.ts';
import { dockerDiskStep } from './docker-disk.ts';
import { dockerStep } from './docker.ts';
import { importerStep } from './importer.ts';
import { install } from './install.ts';
import { listMachines } from './list-machines.ts';
import { rootStep } from './root.ts';
import { smallDiskStep } from './small-disk.ts';
import { smallStep } from './small.ts';
import { tcpdumpStep } from './tcpdump.ts';
import { ensureStep, sweepSteps, type Say, type Step } from './step.ts';

interface Options {
  small?: boolean;
  docker?: boolean;
  kernel?: boolean;
  rebuild?: boolean;
  check?: boolean;
  list?: boolean;
  install: boolean;
}

const steps: readonly Step[] = [
  importerStep,
  rootStep,
  tcpdumpStep,
  smallDiskStep,
  smallStep,
  dockerDiskStep,
  dockerStep,
];

function task(title: string, run: (say: Say) => Promise<void>) {
  return {
    title,
    task: async (_: unknown, task: { output: string; title: string }) => {
      const startedMs = performance.now();
      await run((text) => (task.output = text));
      task.title += ` ${((performance.now() - startedMs) / 1000).toFixed(0)} s`;
    },
  };
}

function machineTasks(machine: 'small' | 'docker', rebuild: boolean, isInstalled: boolean) {
  const [disk, whole] = machine === 'small' ? [smallDiskStep, smallStep] : [dockerDiskStep, dockerStep];
  return [
    task(`${machine} machine: disk`, async (say) => void (await ensureStep(disk, say, rebuild))),
    task(`${machine} machine: saved state`, async (say) => {
      const built = await ensureStep(whole, say, rebuild);
      if (isInstalled) install(machine, built);
    }),
  ];
}

async function main(options: Options): Promise<void> {
  if (options.list) return listMachines();
  requireSandbox(process.platform, process.getuid?.(), { what: 'building the machines' });
  requirePrograms({ debootstrap: 'debootstrap', chroot: 'coreutils', mount: 'mount' });
  await isNative('i386');
  const rebuild = options.rebuild ?? false;
  if (options.check) return checkDisks();
  const both = !options.small && !options.docker && !options.kernel;
  // The builder of the kernel is kept too: its key is among the kernel's inputs.
  sweepSteps([...steps, kernelStep]);
  const tasks = [
    ...(options.kernel ? [task('kernel', (say) => buildKernel(say, rebuild))] : []),
    ...(both || options.small || options.docker
      ? [task('Debian root', async (say) => void (await ensureStep(rootStep, say, rebuild)))]
      : []),
    ...(both || options.small ? machineTasks('small', rebuild, options.install) : []),
    ...(both || options.docker ? machineTasks('docker', rebuild, options.install) : []),
  ];
  await new Listr(tasks, { concurrent: false }).run();
  listMachines();
}

const program = new Command()
  .name('lab')
  .description('Builds the machines that run in the page, from Debian packages. Without an option: both.')
  .option('--small', 'only the small machine')
  .option('--docker', 'only the docker machine')
  .option('--kernel', 'build the kernel of both again (a quarter of an hour)')
  .option('--no-install', 'build into the cache, and leave the site as it is')
  .option('--rebuild', 'take nothing from the cache')
  .option('--check', 'make the disks twice and compare them, byte by byte')
  .option('--list', 'list the machines that the site has, and build nothing')
  .action(main);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Failure ? messageOf(error) : String((error as Error).stack)}\n`);
  process.exitCode = 1;
}
