# The container's process died without docker stop, and it runs again with the address it had.
[ "$(docker inspect web --format '{{ .State.FinishedAt }}' 2> /dev/null | cut -c1-4)" != 0001 ] || { echo 'web 的进程还没有死过一次：kill -9 它在宿主机上的进程号。'; exit 1; }
[ "$(docker inspect web --format '{{ .State.Running }}')" = true ] || { echo 'web 没有在运行：再启动它，看看地址。'; exit 1; }
docker exec web ip -o -4 addr | grep -q ' 10\.1\.0\.2/' || { echo 'web 的地址不是 10.1.0.2 了。'; exit 1; }
