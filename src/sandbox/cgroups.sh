# Sourced: tops, types and options are what this machine mounts of cgroups, v1 and v2 (cgroups(7)), in one order.
# In Bash alone, as most of these scripts: they run for every sandbox and every command on it, where each program
# started costs more than what it does.
tops=() types=() options=()
while read -r _ top type option _; do
  if [[ $type == cgroup || $type == cgroup2 ]]; then
    tops+=("$top") types+=("$type") options+=("$option")
  fi
done < /proc/mounts
