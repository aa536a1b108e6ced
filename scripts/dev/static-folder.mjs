import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, resolve, sep } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".xml": "application/xml",
};

/** Serves a folder under a path such as `/some/dir/`, as a static host does, and nothing beside it. */
export async function serveFolder(folder, prefix = "/") {
  const root = resolve(folder);
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    const file = path.startsWith(prefix) ? resolve(root, path.slice(prefix.length)) : undefined;
    const body = file?.startsWith(root + sep) ? await readFile(file).catch(() => undefined) : undefined;
    response.writeHead(body ? 200 : 404, { "content-type": (file && TYPES[extname(file)]) ?? "application/octet-stream" });
    response.end(body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${server.address().port}${prefix}`,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
