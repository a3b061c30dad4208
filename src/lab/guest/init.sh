#!/bin/bash
# Process 1 of both machines in the page: the same hosts, addresses and prompts as in the recordings.
# `notes.docker` on the kernel's command line starts the daemon.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export HOME=/root LANG=C.UTF-8 LOGNAME=root SHELL=/bin/bash TERM=xterm-256color USER=root
mount -t proc proc /proc
mount -t sysfs sysfs /sys
# CONFIG_DEVTMPFS_MOUNT mounts it on a disk's root, not on an initramfs.
grep -q " /dev " /proc/mounts || mount -t devtmpfs devtmpfs /dev
mkdir -p /dev/pts /dev/shm /dev/mqueue
mount -t devpts devpts /dev/pts
mount -t tmpfs tmpfs /dev/shm
mount -t mqueue mqueue /dev/mqueue
ln -sf /proc/self/fd /dev/fd
for stream in stdin:0 stdout:1 stderr:2; do ln -sf "/proc/self/fd/${stream#*:}" "/dev/${stream%:*}"; done
mount -o remount,rw,noatime / 2> /dev/null
mount -t tmpfs -o mode=755 tmpfs /run
mount -t tmpfs tmpfs /tmp
mkdir -p /run/lock /run/netns /run/control
mount -t cgroup2 cgroup2 /sys/fs/cgroup
# The root of a v2 tree may hand controllers down only while it holds no process itself.
mkdir /sys/fs/cgroup/init
echo $$ > /sys/fs/cgroup/init/cgroup.procs
for controller in $(cat /sys/fs/cgroup/cgroup.controllers); do
  echo "+$controller" > /sys/fs/cgroup/cgroup.subtree_control
done
# The small machine's disk; on the other one /dev/sda is the root.
[ ! -d /usr/lib/disk ] || mount -o ro,noatime /dev/sda /usr/lib/disk
# Kernel messages stay off the terminals; the page reads them from ttyS0.
sysctl -qw kernel.printk='4 4 1 4'

. /usr/local/lib/notes/network.sh
lay_network

# wait_for PID COMMAND…: until it succeeds; an emulated processor may take minutes. A program that ended before
# says why on the kernel's console.
wait_for() {
  local pid=$1
  shift
  until "$@" > /dev/null 2>&1; do
    kill -0 "$pid" 2> /dev/null || { tail -n 5 /var/log/{containerd,dockerd}.log > /dev/console 2>&1; return 1; }
    sleep 0.2
  done
}

if grep -qw notes.docker /proc/cmdline; then
  # By itself dockerd waits 15 seconds for a containerd of its own, which is too short here.
  containerd --config /etc/containerd/config.toml > /var/log/containerd.log 2>&1 &
  wait_for $! test -S /run/containerd/containerd.sock
  dockerd --containerd /run/containerd/containerd.sock > /var/log/dockerd.log 2>&1 &
  wait_for $! curl -sf --unix-socket /run/docker.sock http://localhost/_ping
fi

# Job control: without it bash starts background commands with SIGINT ignored, which every program of the terminals
# would inherit (POSIX, asynchronous lists), and Ctrl+C would end none of them.
set -m
# The four ports of v86's virtio console.
/usr/local/lib/notes/terminal.sh /dev/hvc0 host &
/usr/local/lib/notes/terminal.sh /dev/hvc1 host &
/usr/local/lib/notes/terminal.sh /dev/hvc2 outside &
/usr/local/lib/notes/control.sh /dev/hvc3 &
# Process 1 from now on: bash reaps what is orphaned to it.
while :; do wait; done
