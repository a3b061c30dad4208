#!/bin/bash
# Runs inside a fresh root: builds the file systems of the local images from the packages installed there.
# Writes /images/<name>.tar and /images/<name>.from, and takes redis-server off the host again.
set -eu
mkdir -p /images

package() { dpkg-query -W -f '${Package} ${Version}' "$1"; }

# Copies the libraries that programs are linked with, at the paths the dynamic linker looks for them.
libraries() {
  local image=$1 file
  shift
  ldd "$@" | grep -o '/[^ )]*\.so[^ )]*' | sort -u | while read -r file; do
    mkdir -p "$image$(dirname "$file")"
    cp -L "$file" "$image$file"
  done
}

# Copies programs with their libraries.
add() {
  local image=$1
  shift
  cp "$@" "$image/usr/bin/"
  libraries "$image" "$@"
}

# A root with busybox and a link for each of its applets. Not busybox-static: its shell runs its own applets
# before looking at PATH.
base() {
  mkdir -p "$1"/{bin,sbin,usr/bin,usr/sbin,etc,root,tmp,proc,sys,dev,var/run,lib}
  chmod 1777 "$1/tmp"
  cp "$(command -v busybox)" "$1/bin/busybox"
  libraries "$1" "$(command -v busybox)"
  local applet
  for applet in $(busybox --list); do
    [ "$applet" = busybox ] || ln -s busybox "$1/bin/$applet"
  done
  echo 'root:x:0:0:root:/root:/bin/sh' > "$1/etc/passwd"
  echo 'root:x:0:' > "$1/etc/group"
}

pack() { tar -C "$2" --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -cf "/images/$1.tar" .; rm -rf "$2"; }

# Debian builds busybox's netstat without -p (the process of a socket), so that applet is replaced.
base /tmp/alpine
rm /tmp/alpine/bin/netstat
add /tmp/alpine "$(command -v netstat)"
echo "$(package busybox), netstat: $(package net-tools)" > /images/alpine.from
pack alpine /tmp/alpine

base /tmp/redis
add /tmp/redis /usr/bin/redis-server /usr/bin/redis-cli
mkdir -p /tmp/redis/data
echo "$(package redis-server), $(package busybox)" > /images/redis.from
pack redis /tmp/redis

# The host of a recording is a Docker host, not a Redis host.
export DEBIAN_FRONTEND=noninteractive
apt-get purge -qq -y --auto-remove redis-server redis-tools > /dev/null 2>&1
apt-get clean
rm -rf /var/lib/apt/lists/* /var/cache/debconf/* /var/log/* /usr/share/doc /usr/share/man /usr/share/locale
