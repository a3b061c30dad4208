# The network no longer covers the LAN, and the answer comes from across a router.
docker network inspect lan > /dev/null 2>&1 || { echo '还没有叫 lan 的网络。'; exit 1; }
docker network inspect lan --format '{{ range .IPAM.Config }}{{ .Subnet }}{{ end }}' | grep -q '^192\.0\.2\.' && { echo 'lan 还盖着局域网的 192.0.2.0/24：容器 ping 到的是谁？换一个网段。'; exit 1; }
docker run --rm --network lan alpine ping -c 1 -W 2 192.0.2.1 | grep -q 'ttl=63' || { echo '回答的 ttl 不是 63：还不是 outside 在回答。'; exit 1; }
