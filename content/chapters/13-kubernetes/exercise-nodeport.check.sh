# Asked twice from outside, each of the two pods answers once.
answers=$(for n in 1 2; do ip netns exec outside curl -s -m 10 http://192.0.2.10:30080; done)
[ -n "$answers" ] || { echo 'outside 访问 192.0.2.10:30080 没有回答：发往宿主机 30080 的包还没有进 KUBE-SVC-WEB。'; exit 1; }
[ "$(sort -u <<< "$answers" | wc -l)" = 2 ] || { echo '两次都是同一个 Pod 回答的。'; exit 1; }
