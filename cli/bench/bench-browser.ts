// The benchmark's page in a browser of this machine: served to it, run by it, its result posted back.
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import os from "node:os";
import { delimiter, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { loadAverage } from "../../bench/node/environment.ts";
import { type BenchResult, type CaseResult, parseResult } from "../../bench/result.ts";
import { HOST, listen, staticFiles, stop } from "../server/static-server.mjs";

/** What the browser is still writing while it ends is tried again. */
const GONE = { recursive: true, force: true, maxRetries: 5 } as const;
const NAMES = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome", "msedge"];
/** The page says something every five seconds, but for calls that take longer. Without a word for so long it is taken for dead. */
const SILENCE_MILLISECONDS = 90_000;
/** Of what is posted: a result has one or two. */
const MOST_BYTES = 1 << 25;
const FLAGS = ["--headless", "--disable-gpu"];

export interface BrowserWishes {
  /** Of the page's hash: which cases, how many rounds. */
  readonly texts: Readonly<Record<string, string>>;
  /** As it was asked for. */
  readonly command: string;
  /** After each visit to a case. */
  readonly onCase: (one: CaseResult) => void;
}

/** The browser that CHROMIUM names, or the first of the path's. */
function findBrowser(): string {
  const named = process.env.CHROMIUM;
  if (named) return named;
  const folders = [...(process.env.PATH ?? "").split(delimiter).filter(Boolean), "/usr/bin"];
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
  if (!found)
    throw new Error(`--browser: no Chromium on the path (none of ${NAMES.join(", ")}); the variable CHROMIUM can name one`);
  return found;
}

function startBrowser(program: string, profile: string, address: string): ChildProcess {
  const args = [
    ...FLAGS,
    ...["--no-first-run", "--disable-background-networking", "--disable-component-update"],
    ...["--disable-sync", "--disable-quic", "--window-size=1300,1000", `--user-data-dir=${profile}`],
    // Chromium's sandbox does not start for root; the page is our own.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    address,
  ];
  // In a group of its own: Debian's program is a script that starts another, which would outlive it.
  return spawn(program, args, { stdio: "ignore", detached: process.platform !== "win32" });
}

/** Ends a browser with all that it has started. */
function endBrowser({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // It is gone.
  }
}

/** Resolves when a browser that is ended is gone. */
async function ended(browser: ChildProcess): Promise<void> {
  if (browser.pid === undefined || browser.exitCode !== null || browser.signalCode !== null) return endBrowser(browser);
  const gone = new Promise((done) => browser.once("exit", done));
  endBrowser(browser);
  await gone;
}

/** Files of the folder, and `take` for what is posted to `path`. */
function pageServer(root: string, path: string, take: (body: string) => void): Server {
  const files = staticFiles(root);
  const isPosted = ({ method, url }: IncomingMessage): boolean => method === "POST" && url === path;
  return createServer((request, response) => {
    if (!isPosted(request)) return files(request, response);
    if (!(Number(request.headers["content-length"]) <= MOST_BYTES)) return request.destroy();
    text(request).then(
      (body) => {
        response.writeHead(204).end();
        take(body);
      },
      () => response.destroy(),
    );
  });
}

/** What the page posts: a sign of life, after each visit a result with that case alone, the whole result at the end, or what failed. */
function readPosted(body: string): BenchResult | undefined {
  const { alive, failure } = JSON.parse(body) as { alive?: unknown; failure?: unknown };
  if (failure !== undefined) throw new Error(`--browser: the page says: ${failure}`);
  return alive === undefined ? parseResult("the page", body) : undefined;
}

/** The page's words, until it has a whole result. */
function listenTo(browser: ChildProcess, program: string, onCase: BrowserWishes["onCase"]) {
  let silence: ReturnType<typeof setTimeout> | undefined;
  let hear = (_body: string): void => {};
  let last = "";
  const result = new Promise<BenchResult>((resolve, reject) => {
    const fail = (says: string) => reject(new Error(`--browser: ${says}`));
    browser.once("error", ({ message }) => fail(`${program} does not start: ${message}`));
    browser.once("exit", (code, signal) => fail(`${program} ended with ${signal ?? `code ${code}`}`));
    const wait = (): void => {
      clearTimeout(silence);
      silence = setTimeout(() => fail(`the page in ${program} says nothing more${last}`), SILENCE_MILLISECONDS);
    };
    hear = (body) => {
      try {
        const posted = readPosted(body);
        if (posted?.complete) return resolve(posted);
        for (const one of posted?.cases ?? []) {
          last = `, after ${one.case.name}`;
          onCase(one);
        }
        wait();
      } catch (error) {
        reject(error as Error);
      }
    };
    wait();
  });
  return { result: result.finally(() => clearTimeout(silence)), hear };
}

/** Runs the cases in a browser; nothing of it is left when this has resolved or rejected, nor when the command is stopped. */
export async function benchInBrowser({ texts, command, onCase }: BrowserWishes): Promise<BenchResult> {
  const program = findBrowser();
  const load = loadAverage();
  const root = fileURLToPath(new URL("./web", import.meta.url));
  const token = randomBytes(12).toString("hex");
  const profile = await mkdtemp(join(os.tmpdir(), "ndpeek-browser-"));
  let hear = (_body: string): void => {};
  const server = pageServer(root, `/${token}`, (body) => hear(body));
  let browser: ChildProcess | undefined;
  const end = (): void => {
    if (browser) endBrowser(browser);
    rmSync(profile, GONE);
  };
  process.once("exit", end);
  try {
    const port = await listen(server, 0);
    const hash = new URLSearchParams({ run: "1", ...texts, report: token });
    browser = startBrowser(program, profile, `http://${HOST}:${port}/bench.html#${hash}`);
    const page = listenTo(browser, program, onCase);
    hear = page.hear;
    const result = await page.result;
    const { environment } = result;
    const cpu = os.cpus()[0]?.model.trim() || "unknown";
    const flags = [...environment.flags, ...FLAGS];
    return { ...result, environment: { ...environment, cpu, command, flags, load, loadAfter: loadAverage() } };
  } finally {
    process.off("exit", end);
    if (browser) await ended(browser);
    await stop(server);
    // A profile that is still being written to is no reason to lose a result.
    await rm(profile, GONE).catch(() => {});
  }
}
