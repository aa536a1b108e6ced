import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Flag, readFlags, readInteger } from "../flags/flags.ts";
import { flagList } from "../flags/help.ts";
import { HOST, listen, staticFiles } from "../server/static-server.mjs";

const DEFAULT_PORT = 8000;

const flags: readonly Flag[] = [
  {
    flag: "port",
    placeholder: "N",
    default: `${DEFAULT_PORT}, or a free one where it is taken`,
    doc: "0 to 65535; 0 takes a free port",
  },
];

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
    const root = fileURLToPath(new URL("./web", import.meta.url));
    if (!existsSync(join(root, "index.html"))) throw new Error(`the viewer is not built: no ${root}`);
    const server = createServer(staticFiles(root));
    const port = await listen(server, wanted ?? DEFAULT_PORT).catch((error: unknown) => {
      if (wanted === undefined && isTaken(error)) return listen(server, 0);
      throw isTaken(error) ? new Error(`--port: ${wanted} is taken on ${HOST}`) : error;
    });
    process.stdout.write(`ndpeek: viewer on http://${HOST}:${port}/ (Ctrl-C stops)\n`);
  },
};
