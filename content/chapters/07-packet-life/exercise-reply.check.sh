# A mark waits for SYN-ACKs from the bridge, and one has passed it.
iptables -t raw -S PREROUTING | grep -q -- '-j TRACE' || { echo 'raw 表的 PREROUTING 里还没有 TRACE：要跟踪的是从 br-one 进来的 SYN-ACK。'; exit 1; }
iptables -t raw -vnxL PREROUTING | awk '/TRACE/ && /br-one/ && $1 > 0 { found = 1 } END { exit !found }' || { echo '记号打好了，还没有包碰上它：从 outside 访问一次 8080。'; exit 1; }
