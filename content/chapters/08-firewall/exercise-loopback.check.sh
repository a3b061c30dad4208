# outside sends packets for 127.0.0.1 here, and the rule in raw has met them.
ip -n outside route get 127.0.0.1 2> /dev/null | grep -q 'via 192.0.2.10' || { echo 'outside 还没有把发往 127.0.0.1 的包交给 192.0.2.10。'; exit 1; }
iptables -t raw -vnxL PREROUTING | awk '/DROP/ && $1 > 0 { found = 1 } END { exit !found }' || { echo '宿主机 raw 表的计数器还是 0：在 outside 上访问一次 http://127.0.0.1:8080。'; exit 1; }
