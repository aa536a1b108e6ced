import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import { extname, resolve, sep } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};
const TEXT = TYPES[".txt"]!;

/** What the file system says where a path names no file. */
const ABSENT: readonly (string | undefined)[] = ["ENOENT", "ENOTDIR", "EISDIR", "ENAMETOOLONG"];

/** Other names may be a foreign page's that resolves to this machine (DNS rebinding). */
const OWN_HOST = /^(localhost|127\.0\.0\.1)(:\d+)?$/i;

/** The path under `root` that a request's target names; nothing where it names none, or one outside. */
function pathOf(root: string, target: string): string | undefined {
  let path: string;
  try {
    path = decodeURIComponent(target.split(/[?#]/, 1)[0]!);
  } catch {
    return undefined;
  }
  if (!path.startsWith("/") || /[\0\\]/.test(path)) return undefined;
  const file = resolve(root, `.${path.endsWith("/") ? `${path}index.html` : path}`);
  return file.startsWith(root + sep) ? file : undefined;
}

async function contentOf(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (ABSENT.includes((error as NodeJS.ErrnoException).code)) return undefined;
    throw error;
  }
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { "Content-Type": type, "Content-Length": Buffer.byteLength(body) }).end(body);
}

async function answer(root: string, { method, headers, url = "" }: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Cache-Control", "no-cache");
  if (!OWN_HOST.test(headers.host ?? "")) return send(response, 403, TEXT, "Only as localhost or 127.0.0.1.\n");
  if (method !== "GET" && method !== "HEAD") {
    response.setHeader("Allow", "GET, HEAD");
    return send(response, 405, TEXT, "Only GET and HEAD.\n");
  }
  const path = pathOf(root, url);
  const content = path && (await contentOf(path));
  if (!content) return send(response, 404, TEXT, "Not found.\n");
  send(response, 200, TYPES[extname(path)] ?? "application/octet-stream", content);
}

/** Answers with the files under the folder `root`, an absolute path, to this machine only. */
export const staticFiles =
  (root: string): RequestListener =>
  (request, response) => {
    answer(root, request, response).catch(() => send(response, 500, TEXT, "The file cannot be read.\n"));
  };

/** The host that servers of this machine's own are reached by. */
export const HOST = "127.0.0.1";

/** Begins to listen on that host; 0 takes a free port. Resolves with the port. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(port, HOST, () => {
      server.off("error", fail);
      const address = server.address();
      done(typeof address === "object" && address ? address.port : port);
    });
  });
}

/** Serves them. */
export const staticServer = (root: string): Server => createServer(staticFiles(root));
