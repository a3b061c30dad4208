# A published port with nobody behind it: loopback connects all the same, the others are refused.
bash -c '< /dev/tcp/127.0.0.1/8080' 2> /dev/null || { echo '127.0.0.1:8080 连不上：要有一个发布了 8080 的容器。'; exit 1; }
curl -s -m 3 -o /dev/null http://127.0.0.1:8080/ && { echo '容器里有人在听，这样看不出差别：换一个不听端口的命令。'; exit 1; }
bash -c '< /dev/tcp/192.0.2.10/8080' 2> /dev/null && { echo '192.0.2.10:8080 也连上了：容器里有人在听。'; exit 1; }
exit 0
