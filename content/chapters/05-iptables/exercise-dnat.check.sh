# The port is still forwarded, and who asks for 8080 is dropped on the way.
iptables -t nat -S PREROUTING | grep -q -- '--dport 8080 -j DNAT' || { echo '转发 8080 的那条 DNAT 不见了：留着它，在 FORWARD 里拦。'; exit 1; }
curl -s -m 10 -o /dev/null http://172.17.0.2 || { echo '宿主机访问不了 172.17.0.2：别拦自己。'; exit 1; }
ip netns exec outside curl -s -m 2 -o /dev/null http://192.0.2.10:8080
[ $? = 28 ] || { echo 'outside 还能访问 8080。到 FORWARD 的时候，目的端口已经是 80 了。'; exit 1; }
iptables -vnxL FORWARD | awk '/8080/ && /DROP/ && $1 > 0 { found = 1 } END { exit !found }' || { echo '拦住它的不是一条认得 8080 的规则：看看 conntrack 记得的原来的端口。'; exit 1; }
