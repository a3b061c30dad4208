/** What a reader sees when a page, or a file it needs, is neither in the offline copy nor on the network. Needs no file. */
export function offlinePage(root: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>离线：这一页打不开</title>
<h1>这一页现在打不开</h1>
<p>你不在线，而离线副本里缺了这一页要的文件（浏览器清理过存储空间时会这样）。</p>
<p>连上网络以后再打开它，副本会自己补齐。也可以先看看<a href="${root}">首页</a>。</p>
`;
}
