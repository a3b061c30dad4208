# A redis on an internal network: its neighbours reach it, it reaches nobody outside.
inside=$(docker network inspect $(docker network ls -q --filter driver=bridge) --format \
  '{{ $net := .Id }}{{ if .Internal }}{{ range $id, $c := .Containers }}{{ println $net $id $c.Name }}{{ end }}{{ end }}' | grep .) ||
  { echo '还没有一个里面有容器的 --internal 网络。'; exit 1; }
while read -r net c name; do
  docker exec $c redis-cli ping 2> /dev/null | grep -q PONG || continue
  docker exec $c ping -c 1 -W 1 192.0.2.1 > /dev/null 2>&1 && { echo "$name 还出得了门。"; exit 1; }
  docker run --rm --network $net redis redis-cli -h $name ping | grep -q PONG && exit 0
done <<< "$inside"
echo '这个网络里还没有一个按名字问得到的 redis。'
exit 1
