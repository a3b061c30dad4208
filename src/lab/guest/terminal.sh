#!/bin/bash
# terminal.sh TTY HOST: a shell on a host, and another when that one ends.
tty=$1 host=$2
while :; do
  if [ "$host" = host ]; then
    setsid -c bash -i < "$tty" > "$tty" 2>&1
  else
    setsid -c ip netns exec "$host" unshare --uts bash -c 'hostname "$0"; exec bash -i' "$host" < "$tty" > "$tty" 2>&1
  fi
done
