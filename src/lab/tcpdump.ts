import { rmSync } from 'node:fs';
import { bootstrap, type RootRecipe } from '../debian/bootstrap.ts';
import { findMirror } from '../debian/mirror.ts';
import { root } from './recipe.ts';
import { runInRoot } from './root.ts';
import type { Step } from './step.ts';

const builder: RootRecipe = {
  ...root,
  packages: ['bison', 'dpkg-dev', 'flex', 'gcc', 'libc6-dev', 'libpcap0.8-dev', 'make'],
};

/**
 * Builds /mnt/tcpdump. apt checks the source as debootstrap checks packages: by the suite's signed Release, which
 * need not be fresh, since a mirror may lag behind.
 */
const script = `
set -eu
cd /mnt
apt-get -qq -o Acquire::Check-Valid-Until=false update
apt-get -qq source tcpdump
cd tcpdump-*/
./configure --without-crypto --without-smi --without-cap-ng CFLAGS=-O2 > /dev/null
make -s -j"$(nproc)" tcpdump
strip -o /mnt/tcpdump tcpdump
cd ..
rm -rf tcpdump-*/ tcpdump_*`;

/** What the small machine's tcpdump is made from, for its reader. */
export const tcpdumpOrigin = 'Debian’s source package tcpdump, configured without OpenSSL';

/**
 * tcpdump without OpenSSL, which it needs for nothing but deciphering ESP and which is two of the small machine's
 * megabytes.
 */
export const tcpdumpStep: Step = {
  name: 'tcpdump',
  inputs: [builder, script],
  async build(folder, say) {
    const compiler = `${folder}/root`;
    await bootstrap(builder, compiler, say);
    const sources = `echo 'deb-src ${findMirror()} ${root.suite} main' >> /etc/apt/sources.list`;
    say('compiling tcpdump');
    await runInRoot(compiler, `${sources}; ${script}`, folder);
    rmSync(compiler, { recursive: true });
  },
};
