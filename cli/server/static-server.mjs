// A static host for one folder, reachable from this machine only. `ndpeek view`, the benchmark's page, scripts and tests
// share it. It is JavaScript, with its types beside it, because scripts import it without a build.
import { open, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, resolve, sep } from "node:path";
import { pipeline } from "node:stream/promises";

/** The host name that `listen` binds to. */
export const HOST = "127.0.0.1";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".gif": "image/gif",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".tif": "image/tiff",
  ".tiff": "image/tiff",
  ".ttf": "font/ttf",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webp": "image/webp",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
  ".zip": "application/zip",
};
const TEXT = "text/plain; charset=utf-8";

/** Error codes of the file system for a path that names no file. */
const ABSENT = ["ENOENT", "ENOTDIR", "ENAMETOOLONG"];

/** Any other name may belong to a foreign page whose name resolves to this machine (DNS rebinding). */
const OWN_HOST = /^(localhost|127\.0\.0\.1)(:\d+)?$/i;

/** The MIME type of a file, by its ending. */
export const typeOf = (path) => TYPES[extname(path).toLowerCase()] ?? "application/octet-stream";

/** The path below `root` that a request's target names; undefined if it names none, or one outside of it. */
function pathOf(root, prefix, target) {
  let path;
  try {
    path = decodeURIComponent(target.split(/[?#]/, 1)[0]);
  } catch {
    return undefined;
  }
  if (!path.startsWith(prefix) || /[\0\\]/.test(path)) return undefined;
  const file = resolve(root, `./${path.slice(prefix.length)}${path.endsWith("/") ? "index.html" : ""}`);
  return file.startsWith(root.endsWith(sep) ? root : root + sep) ? file : undefined;
}

/** Undefined if there is no such file. The kind is checked before the file is opened, because opening a pipe waits for its writer. */
async function openFile(path) {
  try {
    if (!(await stat(path)).isFile()) return undefined;
    return await open(path);
  } catch (error) {
    if (ABSENT.includes(error.code)) return undefined;
    throw error;
  }
}

/**
 * The bytes from `start` up to `end` that a Range header asks for (RFC 9110, 14.2). A header that asks for several ranges, or
 * for none that is valid, is ignored, which the standard allows: the answer is then the whole file. "none" if the range lies
 * beyond the file.
 */
function rangeOf(header, size) {
  const [, first = "", last = ""] = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(header ?? "") ?? [];
  if (first === "" && last === "") return undefined;
  if (first !== "" && last !== "" && Number(last) < Number(first)) return undefined;
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size : Math.min(Number(last) + 1, size);
  return start < size ? { start, end } : "none";
}

/**  */
function sendText(response, status, text) {
  response.writeHead(status, { "Content-Type": TEXT, "Content-Length": Buffer.byteLength(text) }).end(text);
}

/** Sends the file, or the range of it that is asked for. */
async function sendFile(file, type, { method, headers }, response) {
  const { size } = await file.stat();
  // No validator is ever sent, so that an If-Range never matches, and asks for the whole file.
  const range = method === "GET" && headers["if-range"] === undefined ? rangeOf(headers.range, size) : undefined;
  response.setHeader("Accept-Ranges", "bytes");
  if (range === "none") {
    response.setHeader("Content-Range", `bytes */${size}`);
    return sendText(response, 416, "The range lies beyond the file.\n");
  }
  const { start, end } = range ?? { start: 0, end: size };
  if (range) response.setHeader("Content-Range", `bytes ${start}-${end - 1}/${size}`);
  response.writeHead(range ? 206 : 200, { "Content-Type": type, "Content-Length": end - start });
  if (method === "HEAD" || start === end) return void response.end();
  await pipeline(file.createReadStream({ start, end: end - 1, autoClose: false }), response);
}

/**  */
async function answer(root, prefix, request, response) {
  const { method, headers, url = "" } = request;
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Cache-Control", "no-cache");
  if (!OWN_HOST.test(headers.host ?? "")) return sendText(response, 403, "Only as localhost or 127.0.0.1.\n");
  if (method !== "GET" && method !== "HEAD") {
    response.setHeader("Allow", "GET, HEAD");
    return sendText(response, 405, "Only GET and HEAD.\n");
  }
  const path = pathOf(root, prefix, url);
  const file = path && (await openFile(path));
  if (!file) return sendText(response, 404, "Not found.\n");
  try {
    await sendFile(file, typeOf(path), request, response);
  } finally {
    await file.close();
  }
}

/** Answers requests with the files of a folder, as a static host does: GET, HEAD and byte ranges. */
export function staticFiles(folder, prefix = "/") {
  const root = resolve(folder);
  return (request, response) => {
    answer(root, prefix, request, response).catch(() => {
      // The connection ends where a part of the file is sent already, or the browser is gone.
      if (response.headersSent) response.destroy();
      else sendText(response, 500, "The file cannot be read.\n");
    });
  };
}

/** Starts to listen on this machine. */
export function listen(server, port) {
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(port, HOST, () => {
      server.off("error", fail);
      const address = server.address();
      done(typeof address === "object" && address ? address.port : port);
    });
  });
}

/** Stops at once: connections that browsers hold open are cut. */
export function stop(server) {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}

/** Serves a folder on a free port until `close`. */
export async function serveFolder(folder, prefix = "/") {
  const server = createServer(staticFiles(folder, prefix));
  const port = await listen(server, 0);
  return { url: `http://${HOST}:${port}${prefix}`, close: () => stop(server) };
}
