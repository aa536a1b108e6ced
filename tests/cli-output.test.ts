import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { emptyFolder, runCli, startCli } from "./run-cli.ts";

const OLD = "what was here before\n";

/** A folder with an older result in it. */
function usedFolder(name: string): { folder: string; file: string } {
  const folder = emptyFolder();
  const file = join(folder, name);
  writeFileSync(file, OLD);
  return { folder, file };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setTimeout(5);
}

const halfWritten = (folder: string, name: string): string[] => readdirSync(folder).filter((file) => file !== name);

describe("a file", () => {
  it("is replaced as a whole, keeps its mode and leaves no other file", async () => {
    const { folder, file } = usedFolder("t.csv");
    chmodSync(file, 0o640);
    expect(await runCli(["blobs", "--rows", "2", "--out", file])).toMatchObject({ code: 0 });
    expect(readFileSync(file, "utf8")).toMatch(/^group,image1_area,image2_area\n(.*\n){2}$/);
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder)).toEqual(["t.csv"]);
  });

  it("that a link names is written where the link points", async () => {
    const { folder, file } = usedFolder("t.csv");
    const link = join(folder, "link.csv");
    symlinkSync(file, link);
    expect(await runCli(["blobs", "--rows", "1", "--out", link])).toMatchObject({ code: 0 });
    expect(readFileSync(file, "utf8")).toMatch(/^group,/);
    expect(readFileSync(link, "utf8")).toBe(readFileSync(file, "utf8"));
  });

  it("with a flag that is refused stays as it was", async () => {
    const { folder, file } = usedFolder("t.csv");
    expect(await runCli(["blobs", "--rows", "0", "--out", file])).toMatchObject({ code: 2 });
    expect(readFileSync(file, "utf8")).toBe(OLD);
    expect(readdirSync(folder)).toEqual(["t.csv"]);
  });

  it("below a file is refused before the work starts", async () => {
    const { file } = usedFolder("t.csv");
    const { code, stderr } = await runCli(["blobs", "--rows", "10000000", "--out", join(file, "u.csv")]);
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^ndpeek: --out: cannot write .*u\.csv.*\n$/),
    });
  });

  it("on a full device fails in one line with exit code 1", async () => {
    const { code, stderr } = await runCli(["blobs", "--rows", "2", "--format", "csv", "--out", "/dev/full"]);
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringMatching(/^ndpeek: [^\n]*no space left[^\n]*\n$/i) });
  });
});

describe("Ctrl-C", () => {
  it.each([
    ["while rows are drawn", ["--rows", "1000000"]],
    ["while images are made", ["--rows", "20000", "--width", "32", "--images", "embed"]],
  ])("%s ends with 130, the old file as it was and no half-written one beside it", async (_, args) => {
    const { folder, file } = usedFolder("t.csv");
    const { process: child, ended } = startCli(["blobs", ...args, "--out", file]);
    const started = (name: string) => !args.includes("--images") || statSync(join(folder, name)).size > 0;
    await until(() => halfWritten(folder, "t.csv").some(started));
    child.kill("SIGINT");
    expect(await ended).toEqual({ code: 130, stdout: "", stderr: "" });
    expect(readdirSync(folder)).toEqual(["t.csv"]);
    expect(readFileSync(file, "utf8")).toBe(OLD);
  });
});

describe("standard output", () => {
  it("whose reader goes away ends the program without a word", async () => {
    const { process: child, ended } = startCli(["blobs", "--rows", "100000", "--width", "4", "--format", "csv", "--out", "-"]);
    child.stdout!.once("data", () => child.stdout!.destroy());
    expect(await ended).toMatchObject({ code: 0, stderr: "" });
  });
});
