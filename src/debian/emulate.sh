#!/bin/bash
# emulate.sh PROGRAM ARGUMENTS…: run a program, and the i386 programs that it runs by qemu, on a kernel that does not
# run those by itself; with mounts and processes of its own, which end with it. The kernel is told of qemu in a user
# namespace, whose users have the machine's numbers: binfmt_misc has an instance for each such namespace (Linux 6.7,
# fs/binfmt_misc.c), so nothing else on the machine is run that way.
set -eu
fail() {
  echo "$1" >&2
  exit 125
}

# Only from outside can a namespace be given all users.
enter_namespace() {
  local outside=$$ map
  for map in gid_map uid_map; do
    until echo 0 0 65536 > "/proc/$outside/$map"; do
      kill -0 "$outside"
      sleep 0.01
    done
  done > /dev/null 2>&1 &
  exec unshare --user bash "$0" --inside "$@"
}

# The first program after the users are there becomes root, and what gains rights forgets the signal that it is to die
# with its parent (kernel/cred.c, commit_creds), so it is asked for again.
await_users() {
  local _
  for _ in {1..500}; do
    if [ -n "$(< /proc/self/uid_map)" ]; then
      exec setpriv --pdeathsig KILL unshare --mount --pid --fork --kill-child --mount-proc bash "$0" --root "$@"
    fi
    sleep 0.01
  done
  fail 'this machine lets no user namespace have its users 0 to 65535'
}

run_program() {
  local register=/proc/sys/fs/binfmt_misc magic mask
  mount -t binfmt_misc binfmt_misc $register ||
    fail 'this kernel runs no i386 programs, and has no binfmt_misc for a user namespace (Linux 6.7) to run them by qemu'
  # An ELF file of 32 bits, little-endian, a program or shared object, for the 386 (elf(5)). The interpreter is opened
  # now, since a chroot has none (F), and is told the name that a program was called by (P).
  magic='\x7fELF\x01\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\x03\x00'
  mask='\xff\xff\xff\xff\xff\xfe\xfe\x00\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff'
  printf '%s' ":i386:M::$magic:$mask:$(command -v qemu-i386-static):FP" > $register/register
  # A container makes no device files: debootstrap then binds the machine's own.
  exec env container=lxc "$@"
}

case $1 in
--inside) await_users "${@:2}" ;;
--root) run_program "${@:2}" ;;
*) enter_namespace "$@" ;;
esac
