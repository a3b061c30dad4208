# old resolves web, and is still the container it was.
docker exec old ping -c 1 -W 1 web > /dev/null 2>&1 || { echo 'old 里还 ping 不通 web：它要有一个和 web 共同的自定义网络。'; exit 1; }
[ "$(docker inspect old --format '{{ index .NetworkSettings.Networks "bridge" | len }}' 2> /dev/null)" != 0 ] || { echo 'old 不在默认的 bridge 上了。'; exit 1; }
