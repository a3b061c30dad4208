# Two ends of one cable, an address at each, no bridge between them.
ip netns exec box true 2> /dev/null || { echo '命名空间 box 还没有。'; exit 1; }
[ -z "$(ip -o link show type bridge)" ] || { echo '这里有一个网桥，这道题不要网桥。'; exit 1; }
here=$(ip -o -4 addr show type veth | awk '$5 == "peer" { print $4 }' | head -n 1)
[ -n "$here" ] || { echo '宿主机这头的地址没有写明对端：ip addr add … peer …'; exit 1; }
there=$(ip -n box -o -4 addr show type veth | awk '$5 == "peer" { print $4 }' | head -n 1)
[ -n "$there" ] || { echo 'box 那头的地址没有写明对端：ip -n box addr add … peer …'; exit 1; }
ip netns exec box ping -c 1 -W 1 "$here" > /dev/null || { echo "从 box 里 ping 不通 $here：两头都 up 了吗？"; exit 1; }
ping -c 1 -W 1 "$there" > /dev/null || { echo "从宿主机 ping 不通 $there：两头写的对端对得上吗？"; exit 1; }
