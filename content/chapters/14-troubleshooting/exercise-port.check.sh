# Somebody answers outside, at a port that leads to where the server listens.
for port in $(docker ps --format '{{ .Ports }}' | grep -o '0\.0\.0\.0:[0-9]*' | cut -d: -f2); do
  ip netns exec outside curl -s -m 3 -o /dev/null http://192.0.2.10:$port && exit 0
done
echo '从 outside 还没有得到网页服务器的回答。-p 的左边是宿主机的端口，右边是容器里的。'
exit 1
