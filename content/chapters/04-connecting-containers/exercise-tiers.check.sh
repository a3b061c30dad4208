# app is on both networks, proxy and db share none, db cannot leave.
for c in proxy app db; do
  [ "$(docker inspect $c --format '{{ .State.Running }}' 2> /dev/null)" = true ] || { echo "容器 $c 没有在运行。"; exit 1; }
done
docker exec proxy ping -c 1 -W 1 app > /dev/null 2>&1 || { echo '从 proxy ping 不通 app：它们要有一个共同的网络。'; exit 1; }
docker exec app ping -c 1 -W 1 db > /dev/null 2>&1 || { echo '从 app ping 不通 db：它们要有一个共同的网络。'; exit 1; }
docker exec proxy ping -c 1 -W 1 db > /dev/null 2>&1 && { echo 'proxy 够得到 db：它们不该在同一个网络里。'; exit 1; }
docker exec db ping -c 1 -W 1 192.0.2.1 > /dev/null 2>&1 && { echo 'db 还出得了门：它的网络要 --internal。'; exit 1; }
exit 0
