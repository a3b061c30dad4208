# Both servers run, and outside reaches neither: dropped, not refused.
code() { curl -s -m 10 -o /dev/null "$@"; echo $?; }
[ "$(code http://192.0.2.10)" = 0 ] || { echo '宿主机自己的网页服务器没有回答：它要开着，只是不让 outside 看。'; exit 1; }
[ "$(code http://172.17.0.2)" = 0 ] || { echo '宿主机访问不了 172.17.0.2：别拦自己。'; exit 1; }
from_outside() { ip netns exec outside curl -s -m 2 -o /dev/null "$1"; echo $?; }
[ "$(from_outside http://192.0.2.10)" = 28 ] || { echo 'outside 还能访问宿主机的 80 端口。这种包进的是哪条链？'; exit 1; }
[ "$(from_outside http://172.17.0.2)" = 28 ] || { echo 'outside 还能访问 172.17.0.2：路过的包不经过 INPUT。'; exit 1; }
