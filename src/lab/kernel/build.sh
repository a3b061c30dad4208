#!/bin/bash
# Runs inside a Debian root that holds linux-source and a compiler; /mnt holds fragment.config and reseed.c.
# Leaves /mnt/bzImage, /mnt/config (every option) and /mnt/reseed. About 13 minutes of one processor.
set -eu
mkdir /mnt/linux
tar -xJf /usr/src/linux-source-6.12.tar.xz -C /mnt/linux --strip-components=1
cd /mnt/linux
# The same image from the same source, whoever builds it and when.
export KBUILD_BUILD_TIMESTAMP='Sun Jan 1 00:00:00 UTC 2023' KBUILD_BUILD_USER=lab KBUILD_BUILD_HOST=lab
export KBUILD_BUILD_VERSION=1
make ARCH=i386 KCONFIG_ALLCONFIG=/mnt/fragment.config allnoconfig
make ARCH=i386 -j"$(nproc)" bzImage
cp arch/x86/boot/bzImage .config /mnt/
mv /mnt/.config /mnt/config
gcc -m32 -Os -nostdlib -static -fno-pie -no-pie -fno-asynchronous-unwind-tables \
  -Wl,--build-id=none,-z,noseparate-code,-z,norelro -s -o /mnt/reseed /mnt/reseed.c
rm -r /mnt/linux
