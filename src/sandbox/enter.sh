#!/bin/bash
# enter.sh ID PID HOST COMMAND…: run COMMAND on a host of a sandbox, in its cgroups and namespaces.
set -eu
group=notes-$1 pid=$2 host=$3
shift 3
. "${0%/*}/cgroups.sh"
for top in "${tops[@]}"; do
  # On v2 the root of the sandbox's tree holds no processes; they live in its `init` group.
  echo $$ > "$top/$group/cgroup.procs" 2> /dev/null || echo $$ > "$top/$group/init/cgroup.procs" 2> /dev/null || true
done
enter=(nsenter --target "$pid" --mount --net --pid --uts --ipc --cgroup --)
cd /
if [ "$host" = host ]; then exec "${enter[@]}" "$@"; fi
exec "${enter[@]}" ip netns exec "$host" unshare --uts bash -c 'hostname "$0"; exec "$@"' "$host" "$@"
