import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { Step } from "../../../scripts/build/step.mjs";

/** A file from an hour ago. */
function oldFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "ndpeek-step-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "input.txt");
  write(path, "one");
  return path;
}

function write(path: string, text: string): void {
  writeFileSync(path, text);
  const hourAgo = Date.now() / 1000 - 3600;
  utimesSync(path, hourAgo, hourAgo);
}

const copyOf = (path: string) => new Step("copy", async () => ({ inputs: [path], text: readFileSync(path, "utf8") }));

it("a step runs at first, and again only where the content of its input is another", async () => {
  const path = oldFile();
  const step = copyOf(path);
  expect([await step.update(), step.result?.text]).toEqual([true, "one"]);
  expect(await step.update()).toBe(false);
  writeFileSync(path, "one");
  expect(await step.update()).toBe(false);
  write(path, "two");
  expect([await step.update(), step.result?.text]).toEqual([true, "two"]);
  rmSync(path);
  await expect(step.update()).rejects.toThrow("ENOENT");
});

it("a step runs again after it has failed", async () => {
  const path = oldFile();
  let fails = true;
  const step = new Step("fail", async () => {
    if (fails) throw new Error("no");
    return { inputs: [path] };
  });
  await expect(step.update()).rejects.toThrow("no");
  fails = false;
  expect([await step.update(), await step.update()]).toEqual([true, false]);
});

it("a step runs again where its input was written while it ran", async () => {
  const path = oldFile();
  const seen: string[] = [];
  const step = new Step("slow", async () => {
    seen.push(readFileSync(path, "utf8"));
    if (seen.length === 1) writeFileSync(path, "two");
    return { inputs: [path] };
  });
  await step.update();
  const hourAgo = Date.now() / 1000 - 3600;
  utimesSync(path, hourAgo, hourAgo);
  expect(await step.update()).toBe(true);
  expect(seen).toEqual(["one", "two"]);
});
