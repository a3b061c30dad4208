# Sourced: lay_network makes the network of a Docker host and its neighbours, as every recording has it.

# join NAME ADDRESS [-n NAMESPACE]: gives a host its eth0 on the switch.
join() {
  local name=$1 address=$2 mac
  shift 2
  ip -n switch -batch - << END
link add $name type veth peer name eth0-$name
link set eth0-$name netns ${2:-1} name eth0
link set $name master switch up
END
  # A fixed MAC address (of the documentation range, RFC 7042), and no link-local address: the kernel lists a
  # second IPv6 address before or after the first by a random hash (/proc/net/if_inet6).
  printf -v mac 00:00:5e:00:53:%02x "${address##*.}"
  ip "$@" -batch - << END
link set eth0 address $mac addrgenmode none
addr add $address/24 dev eth0
addr add 2001:db8::${address##*.}/64 dev eth0 nodad
link set eth0 up
link set lo up
END
}

# lay_network [NAME=ADDRESS…]: process 1's namespace becomes `host`, 192.0.2.10, beside `outside` and the others.
lay_network() {
  local entry
  hostname host
  ip link set lo up
  sysctl -qw net.ipv4.ip_forward=0
  # One switch, in a namespace of its own, joins the hosts.
  ip netns add switch
  ip -n switch link add switch up type bridge
  join host 192.0.2.10
  for entry in outside=192.0.2.1 "$@"; do
    ip netns add "${entry%%=*}"
    join "${entry%%=*}" "${entry#*=}" -n "${entry%%=*}"
  done
  ip route add default via 192.0.2.1
  ip -6 route add default via 2001:db8::1
  echo 'nameserver 192.0.2.1' > /etc/resolv.conf
  printf '127.0.0.1\tlocalhost\n192.0.2.10\thost\n::1\tlocalhost ip6-localhost\n' > /etc/hosts
}
