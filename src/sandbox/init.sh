#!/bin/bash
# init.sh ROOT SCRATCH HOSTS [dockerd arguments]
# Process 1 of a sandbox. ROOT is an engine's root (never written), SCRATCH an empty folder to mount on,
# HOSTS a list `name=address,…` of further hosts on 192.0.2.0/24. Prints `pid N`, then `up`, then waits.
set -eu
root=$1 scratch=$2 hosts=$3
shift 3
. "${0%/*}/network.sh"
. "${0%/*}/cgroups.sh"
# This /proc is still the machine's, so it shows the process number that the recorder must enter by.
read -r pid _ < /proc/self/stat
echo "pid $pid"

# A throw-away layer over the root: whatever a tape changes is gone with the mount namespace.
mount -t tmpfs -o mode=755 scratch "$scratch"
mkdir "$scratch"/{upper,work,root}
mount -t overlay -o "lowerdir=$root,upperdir=$scratch/upper,workdir=$scratch/work" overlay "$scratch/root"
cd "$scratch/root"
mkdir -p old

mount -t proc proc proc
# Only the network part of /proc/sys belongs to a namespace; the rest is the machine's own.
mount --bind proc/sys proc/sys
mount -o remount,bind,ro proc/sys
mount --bind proc/sys/net proc/sys/net
mount -o remount,bind,rw proc/sys/net
mount -t sysfs sysfs sys
mount -t tmpfs -o mode=755 tmpfs sys/fs/cgroup
for index in "${!tops[@]}"; do
  at=sys/fs/cgroup${tops[index]#/sys/fs/cgroup}
  mkdir -p "$at"
  if [ "${types[index]}" = cgroup2 ]; then
    mount -t cgroup2 cgroup2 "$at"
    # The root of a delegated v2 tree may hand controllers down only while it holds no process itself.
    mkdir -p "$at/init"
    for process in $(< "$at/cgroup.procs"); do echo "$process" > "$at/init/cgroup.procs" 2> /dev/null || true; done
    for controller in $(< "$at/cgroup.controllers"); do
      echo "+$controller" > "$at/cgroup.subtree_control" 2> /dev/null || true
    done
  else
    names=
    for option in ${options[index]//,/ }; do
      case $option in
        rw | ro | relatime | nosuid | nodev | noexec | seclabel | xattr | release_agent=*) ;;
        *) names+=,$option ;;
      esac
    done
    mount -t cgroup -o "${names#,}" cgroup "$at"
  fi
done
mount -t tmpfs -o mode=755 tmpfs dev
devices=()
for device in null zero full random urandom tty fuse net/tun; do
  if [ -e "/dev/$device" ]; then devices+=("$device"); fi
done
(cd /dev && exec cp -a --parents "${devices[@]}" "$OLDPWD/dev")
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts dev/pts
ln -s pts/ptmx dev/ptmx
mount -t tmpfs tmpfs dev/shm
ln -s /proc/self/fd dev/fd
ln -s /proc/self/fd/0 dev/stdin
ln -s /proc/self/fd/1 dev/stdout
ln -s /proc/self/fd/2 dev/stderr
mount -t tmpfs -o mode=755 tmpfs run
mkdir -p run/lock run/netns
mount -t tmpfs tmpfs tmp
# Docker keeps image layers with overlayfs, which cannot stand on an overlay: its data needs a plain file system.
mkdir -p var/lib/docker
mount -t tmpfs -o mode=711 tmpfs var/lib/docker
cp -a docker-data/. var/lib/docker/
pivot_root . old
umount -l /old
cd /
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8

lay_network ${hosts//,/ }

dockerd "$@" > /var/log/dockerd.log 2>&1 &
daemon=$!
until curl -sf --unix-socket /run/docker.sock http://localhost/_ping > /dev/null 2>&1; do
  kill -0 "$daemon" 2> /dev/null || {
    echo 'dockerd did not start:'
    # Its error comes before a page of usage.
    grep -iE 'level=(error|fatal)|^status:|failed to' /var/log/dockerd.log | tail -n 3 || tail -n 5 /var/log/dockerd.log
    exit 1
  }
  sleep 0.05
done
echo up
# Process 1 from now on: it reaps what is orphaned to it and outlives a restarted daemon.
exec tini -- sleep infinity
