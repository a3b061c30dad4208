#!/bin/bash
# Runs inside the machines' Debian root: collects programs with their libraries and nothing else. /mnt/memory is
# what the small machine holds in memory, so that its prompt is there at once: the commands of every chapter.
# /mnt/tree is its disk, read on need: the others, found through links. Size decides.
set -eu
memory=/mnt/memory tree=/mnt/tree disk=/usr/lib/disk
mkdir -p $memory/{usr/{bin,sbin,lib,local/{bin,sbin,lib}},etc,proc,sys,dev,run,tmp,root,mnt,var/{lib/misc,log,tmp}} \
  $memory$disk $tree
for link in bin sbin lib; do ln -s "usr/$link" "$memory/$link"; done

keep() { # FILE…: in memory, at the same place, in /usr (Debian's merged layout)
  local file
  for file in "$@"; do
    file=/usr${file#/usr}
    mkdir -p "$memory$(dirname "$file")"
    [ -e "$memory$file" ] || cp -L "$file" "$memory$file"
  done
}

leave() { # FILE…: on the disk, with a link in memory
  local file
  for file in "$@"; do
    file=/usr${file#/usr}
    if [ -e "$memory$file" ] || [ -L "$memory$file" ]; then continue; fi
    mkdir -p "$tree$(dirname "$file")" "$memory$(dirname "$file")"
    cp -L "$file" "$tree$file"
    ln -s "$disk$file" "$memory$file"
  done
}

add() { # keep|leave PROGRAM…, with the libraries that the dynamic linker loads for it
  local how=$1 program
  shift
  for program in "$@"; do
    program=$(readlink -f "$(command -v "$program")")
    $how "$program" $(ldd "$program" | grep -oE '/[^ )]+' | sort -u)
  done
}

add keep bash bridge busybox ip ping xtables-nft-multi
add leave brctl conntrack dnsmasq nft nsenter ss tc unshare xtables-legacy-multi
# Built without OpenSSL: /mnt/tcpdump.
leave $(ldd /mnt/tcpdump | grep -oE '/[^ )]+' | sort -u)
cp /mnt/tcpdump "$tree/usr/bin/"
ln -s $disk/usr/bin/tcpdump "$memory/usr/bin/"
for name in {ip,ip6}tables{,-save,-restore}{,-nft} xtables-monitor; do
  ln -s xtables-nft-multi "$memory/usr/sbin/$name"
done
for name in {ip,ip6}tables-legacy{,-save,-restore}; do ln -s xtables-legacy-multi "$memory/usr/sbin/$name"; done
for plugin in /usr/lib/i386-linux-gnu/xtables/*.so; do
  case ${plugin##*/} in
libxt_{addrtype,comment,conntrack,standard,state,tcp,udp,multiport,MASQUERADE,DNAT,SNAT,NAT,TRACE,LOG,MARK,REDIRECT}.so | \
      libipt_{icmp,REJECT}.so) keep "$plugin" ;;
    *) leave "$plugin" ;;
  esac
done
# busybox does what is left.
for applet in $(busybox --list); do
  [ -L "$memory/usr/bin/$applet" ] || [ -e "$memory/usr/bin/$applet" ] || [ -L "$memory/usr/sbin/$applet" ] ||
    [ -e "$memory/usr/sbin/$applet" ] || ln -s busybox "$memory/usr/bin/$applet"
done
cp -a /etc/{protocols,services,ethertypes} "$memory/etc/" 2> /dev/null || true
mkdir -p "$memory/usr/share"
cp -a /usr/share/iproute2 "$memory/usr/share/"
# For readline, which wraps long lines by it.
mkdir -p "$memory/usr/share/terminfo/x"
cp -L "$(find /usr/share/terminfo /lib/terminfo -name xterm-256color | head -n 1)" "$memory/usr/share/terminfo/x/"
grep -E '^(root|nobody|tcpdump|dnsmasq):' /etc/passwd > "$memory/etc/passwd"
grep -E '^(root|nogroup|tcpdump):' /etc/group > "$memory/etc/group"
echo 'hosts: files dns' > "$memory/etc/nsswitch.conf"

# Prints the packages that these files are from; Debian lists some under their names before /usr was merged.
cd /mnt
find memory/usr memory/etc tree -type f | sed 's,[^/]*,,; p; s,^/usr,,' | xargs dpkg-query -S 2> /dev/null |
  grep -v '^diversion' | sed 's/: .*//; s/, /\n/g' | sed 's/:.*//' | sort -u
