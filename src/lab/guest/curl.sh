#!/bin/bash
# Stands in for curl on the small machine, where the real one and its libraries are too large: one plain HTTP/1.1
# GET over bash's /dev/tcp, with the options that the chapters use, and curl's exit statuses.
silent='' include='' seconds=300 output='' format='' url=''
fail() { # STATUS MESSAGE
  [ -n "$silent" ] || echo "curl: ($1) $2" >&2
  # Like curl, which writes what --write-out asks for also after a failure.
  [ -z "$format" ] || printf "${format//%\{http_code\}/000}"
  exit "$1"
}
while [ $# -gt 0 ]; do
  case $1 in
    -s | --silent) silent=1 ;;
    -i | --include) include=1 ;;
    -m | --max-time) seconds=$2; shift ;;
    -o | --output) output=$2; shift ;;
    -w | --write-out) format=$2; shift ;;
    -*) echo "curl: option $1: this machine's stand-in for curl has -s, -i, -m, -o and -w" >&2; exit 2 ;;
    *) url=$1 ;;
  esac
  shift
done
[ -n "$url" ] || { echo "curl: (2) no URL specified" >&2; exit 2; }
[[ $url =~ ^(http://)?([^/:]+)(:([0-9]+))?(/.*)?$ ]] || fail 1 "only http:// addresses"
host=${BASH_REMATCH[2]} port=${BASH_REMATCH[4]:-80} path=${BASH_REMATCH[5]:-/}
authority=$host
[ "$port" = 80 ] || authority=$host:$port

# One write for the whole request: bash writes line by line, and a server that answers the first line and closes resets
# the connection at the second. Here-strings end with the newline that $(…) takes away.
request=$(printf 'GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: curl\r\nAccept: */*\r\nConnection: close\r\n\r\n' "$path" "$authority")
fetch() {
  exec 3<> "/dev/tcp/$host/$port" || return 7
  cat >&3 <<< "$request"
  exec cat <&3
}
reply=$(mktemp)
trap 'rm -f "$reply"' EXIT
# The time limit counts from the connection on, as curl's does, and no program is started within it but cat.
# Descriptor 6 lives as long as the fetch: its end is the end of what 5 reads.
exec 5< <(fetch 6>&1 > "$reply" 2> /dev/null)
fetch=$!
read -rt "$seconds" -u 5
if [ $? -gt 128 ]; then
  kill "$fetch"
  fail 28 "Operation timed out after $seconds seconds"
fi
wait "$fetch"
case $? in
  0) ;;
  7) fail 7 "Failed to connect to $host port $port: Could not connect to server" ;;
  *) [ -s "$reply" ] || fail 56 'Recv failure: Connection reset by peer' ;;
esac
[ -s "$reply" ] || fail 52 'Empty reply from server'
read -r _ code _ < "$reply"
cr=$'\r'
[ -z "$output" ] || exec 4>&1 > "$output"
if [ -n "$include" ]; then cat "$reply"; else sed "1,/^$cr*\$/d" "$reply"; fi
[ -z "$output" ] || exec >&4
[ -z "$format" ] || printf "${format//%\{http_code\}/$code}"
