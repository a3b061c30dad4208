#!/bin/bash
# supervise.sh ID INIT ROOT SCRATCH [dockerd arguments]
# Owns one sandbox: makes its cgroups, starts it in namespaces of its own, and takes everything away again when
# it ends or when standard input closes, which is what happens when the recorder ends in whatever way.
# It runs in a session of its own, so that Ctrl-C at the recorder's terminal does not reach it.
set -u
id=$1 init=$2
shift 2
. "${0%/*}/cgroups.sh"
groups=("${tops[@]/%//notes-$id}")
mapfile -t own < /proc/self/cgroup

enter_group() {
  local index top group value
  mkdir -p "${groups[@]}" || return 1
  for index in "${!tops[@]}"; do
    top=${tops[index]} group=${groups[index]}
    # cpuset v1: a new group has no processors and no memory until told (cpuset(7)).
    if [ -e "$top/cpuset.mems" ]; then
      for value in cpus mems; do echo "$(< "$top/cpuset.$value")" > "$group/cpuset.$value"; done
    fi
    # v2: controllers reach a group only when its parent hands them down.
    if [ -e "$top/cgroup.subtree_control" ]; then
      for value in $(< "$top/cgroup.controllers"); do echo "+$value" > "$top/cgroup.subtree_control" 2> /dev/null; done
    fi
    echo $$ > "$group/cgroup.procs" || return 1
  done
}

is_left() {
  local group
  for group in "${groups[@]}"; do
    if [ -d "$group" ]; then return 0; fi
  done
  return 1
}

leave_group() {
  local top line path
  for top in "${tops[@]}"; do
    path=
    for line in "${own[@]#*:}"; do
      case ",${line%%:*}," in *",${top##*/},"*) path=${line#*:} ;; esac
    done
    echo $$ > "$top$path/cgroup.procs" 2> /dev/null || echo $$ > "$top/cgroup.procs"
  done
  # A killed task leaves its group only when the kernel has reaped it.
  for _ in {1..100}; do
    # unshare's child asks to be killed with it only after the fork (util-linux, sys-utils/unshare.c): a sandbox
    # that is given up in between is an orphan, known by its group alone.
    find "${groups[@]}" -name cgroup.procs -exec cat {} + | xargs --no-run-if-empty kill -KILL
    find "${groups[@]}" -depth -type d -exec rmdir {} +
    is_left || break
    sleep 0.05
  done 2> /dev/null
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
enter_group || { echo "cannot make the cgroup notes-$id" >&2; exit 1; }

unshare --mount --net --pid --uts --ipc --cgroup --fork --kill-child --propagation private \
  bash "$init" "$@" < /dev/null &
sandbox=$!
# Either end wakes the other: the sandbox's death ends this script, the recorder's death ends the sandbox.
cat <&3 > /dev/null &
watch=$!
wait -n "$sandbox" "$watch"
