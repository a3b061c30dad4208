#!/bin/bash
# control.sh TTY: runs scripts for the page, out of sight of the terminals. A request is a line
# `ID SECONDS BYTES` and a script of so many bytes; its answer a line `ID STATUS BYTES` and what it printed.
# Status 124 says that the script did not end within SECONDS (timeout(1)).
# Held open: the kernel forgets a virtio console's modes at its last close (TTY_DRIVER_RESET_TERMIOS).
exec < "$1" > "$1"
stty raw -echo
# The machine is up.
echo '0 0 0'
# Through a pipe: on a terminal `read -N` would change its mode, which drops what is already there. By dd(1), since
# cat(1) splices from the terminal (sendfile(2)), which waits for more than one message.
dd bs=4096 2> /dev/null | while read -r id seconds bytes; do
  # In this locale characters are bytes.
  LC_ALL=C IFS= read -r -N "$bytes" script
  printf %s "$script" > /run/control/script
  timeout "$seconds" setsid bash /run/control/script < /dev/null > /run/control/output 2>&1
  status=$?
  printf '%s %s %s\n' "$id" "$status" "$(stat -c %s /run/control/output)"
  cat /run/control/output
done
