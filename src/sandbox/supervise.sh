#!/bin/bash
# supervise.sh ID INIT ROOT SCRATCH [dockerd arguments]
# Owns one sandbox: makes its cgroups, starts it in namespaces of its own, and takes everything away again when
# it ends or when standard input closes, which is what happens when the recorder ends in whatever way.
# It runs in a session of its own, so that Ctrl-C at the recorder's terminal does not reach it.
set -u
id=$1 init=$2
shift 2
group=notes-$id
mapfile -t own < /proc/self/cgroup

# The directories of this machine's cgroup hierarchies, v1 and v2 (cgroups(7)).
hierarchies() { awk '$3 == "cgroup" || $3 == "cgroup2" { print $2 }' /proc/mounts; }

enter_group() {
  local top parent
  for top in $(hierarchies); do
    mkdir -p "$top/$group" || return 1
    # cpuset v1: a new group has no processors and no memory until told (cpuset(7)).
    if [ -e "$top/cpuset.mems" ]; then
      for parent in cpus mems; do cat "$top/cpuset.$parent" > "$top/$group/cpuset.$parent"; done
    fi
    # v2: controllers reach a group only when its parent hands them down.
    if [ -e "$top/cgroup.subtree_control" ]; then
      for parent in $(cat "$top/cgroup.controllers"); do echo "+$parent" > "$top/cgroup.subtree_control" 2> /dev/null; done
    fi
    echo $$ > "$top/$group/cgroup.procs" || return 1
  done
}

leave_group() {
  local top line path
  for top in $(hierarchies); do
    path=
    for line in "${own[@]}"; do
      case ",$(cut -d: -f2 <<< "$line")," in *",$(basename "$top"),"*) path=$(cut -d: -f3- <<< "$line") ;; esac
    done
    echo $$ > "$top$path/cgroup.procs" 2> /dev/null || echo $$ > "$top/cgroup.procs"
    # A killed task leaves its group only when the kernel has reaped it.
    for _ in $(seq 100); do
      # unshare's child asks to be killed with it only after the fork (util-linux, sys-utils/unshare.c): a sandbox
      # that is given up in between is an orphan, known by its group alone.
      find "$top/$group" -name cgroup.procs -exec cat {} + | xargs --no-run-if-empty kill -KILL
      find "$top/$group" -depth -type d -exec rmdir {} \;
      [ -d "$top/$group" ] || break
      sleep 0.05
    done 2> /dev/null
  done
}

# A background command's standard input is /dev/null (POSIX, asynchronous lists), so it watches a copy.
exec 3<&0
end() {
  kill -KILL "${sandbox:-}" "${watch:-}" 2> /dev/null
  wait 2> /dev/null
  leave_group
}
trap end EXIT
trap '' INT HUP
trap 'exit 143' TERM
enter_group || { echo "cannot make the cgroup $group" >&2; exit 1; }

unshare --mount --net --pid --uts --ipc --cgroup --fork --kill-child --propagation private \
  bash "$init" "$@" < /dev/null &
sandbox=$!
# Either end wakes the other: the sandbox's death ends this script, the recorder's death ends the sandbox.
cat <&3 > /dev/null &
watch=$!
wait -n "$sandbox" "$watch"
