# `other` hangs on the same bridge, reaches box, and the policy that stood in the way is still there.
ip netns exec other true 2> /dev/null || { echo '命名空间 other 还没有。'; exit 1; }
[ "$(bridge link show | grep -c 'master br-hand')" -ge 2 ] || { echo '网桥 br-hand 上还只有一个口，other 的网线没插上。'; exit 1; }
ip -n other -o -4 addr | grep -q ' 10\.20\.0\.3/' || { echo 'other 里还没有 10.20.0.3 这个地址。'; exit 1; }
iptables -S FORWARD | grep -q '^-P FORWARD DROP$' || { echo 'FORWARD 的默认策略不是 DROP 了：别拆掉它，放行该放行的。'; exit 1; }
ip netns exec other ping -c 1 -W 1 10.20.0.2 > /dev/null || { echo '从 other 里 ping 10.20.0.2 不通。看看 FORWARD 的计数器：包死在哪里？'; exit 1; }
