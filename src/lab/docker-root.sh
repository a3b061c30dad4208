#!/bin/bash
# Runs inside the machines' Debian root: copies it to /mnt/tree without what a reader of the notes does not use.
# What is left is a whole Debian otherwise: dynamic linker, users, services.
set -eu
tree=/mnt/tree
mkdir "$tree"
tar -C / --one-file-system --exclude=./mnt --exclude=./images --exclude=./images.sh --exclude=./docker-data \
  --exclude='./boot/*' --exclude='./dev/*' --exclude='./home/*' --exclude='./var/cache/*' --exclude='./var/lib/apt/*' \
  --exclude='./var/lib/dpkg/*' --exclude='./var/log/*' --exclude='./usr/include' --exclude='./usr/lib/apt' \
  --exclude='./usr/lib/udev' --exclude='./usr/lib/modules' --exclude='./usr/lib/systemd' --exclude='./usr/share/seabios' \
  --exclude='./usr/share/perl*' --exclude='./usr/lib/i386-linux-gnu/perl*' --exclude='./usr/bin/perl*' \
  --exclude='./usr/lib/i386-linux-gnu/gconv' --exclude='./usr/share/zoneinfo' --exclude='./usr/share/bash-completion' \
  --exclude='./usr/share/zsh' --exclude='./usr/share/info' --exclude='./usr/share/lintian' --exclude='./usr/share/bug' \
  --exclude='./usr/share/common-licenses' --exclude='./usr/share/i18n' --exclude='./usr/bin/ctr' \
  --exclude='./usr/bin/containerd-stress' --exclude='./usr/bin/apt*' --exclude='./usr/bin/sqv' --exclude='./usr/sbin/e2*' \
  --exclude='./usr/sbin/mke2fs' --exclude='./usr/sbin/fsck*' --exclude='./usr/sbin/mkfs*' \
  --exclude='./usr/libexec/runc' --exclude='./usr/sbin/runc-*' -cf - . | tar -C "$tree" -xf -
mkdir -p "$tree"/{mnt,proc,sys,dev,run,tmp,boot,home,var/cache,var/log,var/lib/docker,etc/docker}
# The images, imported when the root was made; the daemon gives itself a new identity and device file.
tar -C /docker-data --xattrs --xattrs-include='*' --exclude=./engine-id --exclude=./volumes/backingFsBlockDev \
  -cf - . |
  tar -C "$tree/var/lib/docker" --xattrs --xattrs-include='*' -xf -
# crun instead of runc: every start of a Go program costs the initialisation of its packages, which is seconds
# here.
cat > "$tree/etc/docker/daemon.json" << 'END'
{ "default-runtime": "crun", "runtimes": { "crun": { "path": "/usr/bin/crun" } } }
END
# Without the plugins that only Kubernetes and tracing use.
mkdir -p "$tree/etc/containerd"
cat > "$tree/etc/containerd/config.toml" << 'END'
version = 3
disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.cri.v1.images", "io.containerd.cri.v1.runtime",
  "io.containerd.nri.v1.nri", "io.containerd.tracing.processor.v1.otlp", "io.containerd.internal.v1.tracing"]
END
# For the terminals only: a command line ends before its garbage matters, and collecting it costs a third of
# `docker ps` here. The limit is for those that run on, as `docker events` does (Go's runtime package, GOGC and
# GOMEMLIMIT).
echo 'export GOGC=off GOMEMLIMIT=64MiB' >> "$tree/etc/bash.bashrc"
for applet in $(busybox --list); do
  [ -e "$tree/usr/bin/$applet" ] || [ -e "$tree/usr/sbin/$applet" ] || ln -s busybox "$tree/usr/bin/$applet"
done
: > "$tree/etc/resolv.conf"
