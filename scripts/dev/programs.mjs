// Programs of this machine: finding and running them.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Runs a step; what it prints is shown as it comes, or (quiet) only where it fails. */
export function run(command, args, { quiet = false } = {}) {
  const options = {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: quiet ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
  };
  const { status, stdout, stderr, error } = spawnSync(command, args, options);
  if (quiet && status !== 0) process.stdout.write(`${stdout ?? ""}${stderr ?? ""}${error ? `${error.message}\n` : ""}`);
  return { ok: status === 0, output: stdout ?? "" };
}

export function onPath(name) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find(existsSync);
}

/** The program that the variable names, or the first of these that is here. */
export function findProgram(variable, names) {
  const named = process.env[variable];
  if (named && existsSync(named)) return named;
  return names.map(onPath).find(Boolean) ?? names.map((name) => join("/usr/bin", name)).find(existsSync);
}
