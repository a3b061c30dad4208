/** How to read the unpacked archive; browsers do not run a site's scripts from `file://`. */
export const readme = `Docker 网络实录

在这个文件夹里起一个静态服务器，任选一种：

  python3 -m http.server 8000
  busybox httpd -f -p 8000
  npx serve

然后打开 http://localhost:8000/ 。放在别的静态服务器的任何路径下也行。

Serve this folder with any static server, below any path, and open it in a browser.
`;
