# Both ports are published, and the rules for both are there.
iptables -t nat -S | grep -q -- '-p udp .*--dport 5353 .*-j DNAT' || { echo '还没有一个容器把 53/udp 发布到 5353。'; exit 1; }
iptables -t nat -S | grep -q -- '-p tcp .*--dport 8080 .*-j DNAT' || { echo '还没有一个容器把 80 发布到 8080。'; exit 1; }
