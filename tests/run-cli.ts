import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { onTestFinished } from "vitest";

const CLI = resolve("dist/cli.js");

/** An empty folder that goes when the test is over. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "ndpeek-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Where the command's output goes: here, or to a file descriptor. */
export type Outlets = readonly [stdout: "pipe" | number, stderr: "pipe" | number];

/** Starts the built command; it is stopped with the test. */
export function startCli(
  args: readonly string[],
  cwd?: string,
  outlets: Outlets = ["pipe", "pipe"],
  env: NodeJS.ProcessEnv = process.env,
): { process: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [CLI, ...args], { cwd, env, stdio: ["ignore", ...outlets] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  }
  return { process: child, ended: new Promise((done) => child.on("close", (code) => done({ code, ...output }))) };
}

export const runCli = (args: readonly string[], cwd?: string, outlets?: Outlets, env?: NodeJS.ProcessEnv): Promise<Ended> =>
  startCli(args, cwd, outlets, env).ended;
