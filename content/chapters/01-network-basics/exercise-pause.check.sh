# Some container lives in another one's network, answers as redis, and was restarted without losing the address.
lodger=
for c in $(docker ps -q); do
  case $(docker inspect $c --format '{{ .HostConfig.NetworkMode }}') in container:*) docker exec $c redis-cli ping 2> /dev/null | grep -q PONG && lodger=$c ;; esac
done
[ -n "$lodger" ] || { echo '还没有一个 redis 住在别的容器的网络里，要用 --network container:名字。'; exit 1; }
owner=$(docker inspect $lodger --format '{{ .HostConfig.NetworkMode }}' | cut -d: -f2)
[ "$(docker inspect $owner --format '{{ .State.Running }}')" = true ] || { echo '占住网络的那个容器没有在运行。'; exit 1; }
[ "$(docker inspect $lodger --format '{{ .State.FinishedAt }}' | cut -c1-4)" != 0001 ] || { echo '重启一次 redis，看看地址变不变。'; exit 1; }
