import { createReadStream, statSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { extname, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { type Flag, readFlags, readInteger } from "./flags.ts";
import { flagList } from "./help.ts";

const HOST = "127.0.0.1";
const DEFAULT_PORT = 8000;

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

const flags: readonly Flag[] = [
  {
    flag: "port",
    placeholder: "N",
    default: `${DEFAULT_PORT}, or a free one where it is taken`,
    doc: "0 to 65535; 0 takes a free port",
  },
];

/** The file under `root` that a request's target names; nothing where it names none, or one outside. */
function fileOf(root: string, target: string): string | undefined {
  let path: string;
  try {
    path = decodeURIComponent(target.split(/[?#]/, 1)[0]!);
  } catch {
    return undefined;
  }
  if (!path.startsWith("/") || /[\0\\]/.test(path)) return undefined;
  const file = resolve(root, `.${path.endsWith("/") ? `${path}index.html` : path}`);
  if (!file.startsWith(root + sep)) return undefined;
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, { "Content-Type": "text/plain; charset=utf-8", "Content-Length": Buffer.byteLength(text) })
    .end(text);
}

function send(file: string, response: ServerResponse, isHead: boolean): void {
  const type = TYPES[extname(file)] ?? "application/octet-stream";
  response.writeHead(200, { "Content-Type": type, "Content-Length": statSync(file).size });
  if (isHead) response.end();
  else
    createReadStream(file)
      .on("error", () => response.destroy())
      .pipe(response);
}

function answer(root: string, { method, url = "" }: IncomingMessage, response: ServerResponse): void {
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Cache-Control", "no-cache");
  const isHead = method === "HEAD";
  const file = fileOf(root, url);
  if (!isHead && method !== "GET") {
    response.setHeader("Allow", "GET, HEAD");
    refuse(response, 405, "Only GET and HEAD.\n");
  } else if (file) send(file, response, isHead);
  else refuse(response, 404, "Not found.\n");
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(port, HOST, () => {
      server.off("error", fail);
      const address = server.address();
      done(typeof address === "object" && address ? address.port : port);
    });
  });
}

const isTaken = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === "EADDRINUSE";

export const view = {
  summary: "serve the viewer on 127.0.0.1",
  help: () => `Usage: ndpeek view [--port N]

Serves the viewer, a page that makes charts of blobs, on 127.0.0.1 until Ctrl-C.

${flagList(flags)}
Example:
  ndpeek view --port 8080
`,
  async run(args: readonly string[]): Promise<void> {
    const wanted = readInteger(readFlags(args, flags), "port", 0, 65535);
    const root = resolve(fileURLToPath(new URL("./web", import.meta.url)));
    if (!statSync(resolve(root, "index.html"), { throwIfNoEntry: false })) throw new Error(`the viewer is not built: no ${root}`);
    const server = createServer((request, response) => answer(root, request, response));
    const port = await listen(server, wanted ?? DEFAULT_PORT).catch((error: unknown) => {
      if (wanted === undefined && isTaken(error)) return listen(server, 0);
      throw isTaken(error) ? new Error(`--port: ${wanted} is taken on ${HOST}`) : error;
    });
    process.stdout.write(`ndpeek: viewer on http://${HOST}:${port}/ (Ctrl-C stops)\n`);
  },
};
