import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { amount } from "../fixtures/amount.ts";
import { emptyFolder, runCli, startCli } from "../fixtures/run-cli.ts";

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

  it("that a link names but that is not there yet is made where the last link points", async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, "results"));
    symlinkSync("results/t.csv", join(folder, "inner.csv"));
    symlinkSync(join(folder, "inner.csv"), join(folder, "outer.csv"));
    expect(await runCli(["blobs", "--rows", "1", "--out", "outer.csv"], folder)).toMatchObject({ code: 0, stderr: "" });
    expect(readdirSync(join(folder, "results"))).toEqual(["t.csv"]);
    expect(readFileSync(join(folder, "outer.csv"), "utf8")).toMatch(/^group,/);
    for (const link of ["inner.csv", "outer.csv"]) expect(lstatSync(join(folder, link)).isSymbolicLink()).toBe(true);
  });

  it.each([
    ["circle.csv", "circle.csv", "too many symbolic links encountered"],
    ["astray.csv", "no/such.csv", "no such folder"],
    ["folder.csv", "new/", "it is a folder"],
  ])("that the link %s to %s cannot lead to is refused: %s", async (link, target, why) => {
    const folder = emptyFolder();
    symlinkSync(target, join(folder, link));
    const stderr = `ndpeek: --out: cannot write "${link}": ${why}\n`;
    expect(await runCli(["blobs", "--out", link], folder)).toEqual({ code: 2, stdout: "", stderr });
    expect(readdirSync(folder)).toEqual([link]);
  });

  it.each(["-x.csv", "./-x.csv", "two words.csv", "größe 図.csv", ".csv", "a\nb.csv", "…/x.csv"])(
    "may be called %j",
    async (name) => {
      const folder = emptyFolder();
      mkdirSync(join(folder, "…"));
      expect(await runCli(["blobs", "--rows", "1", `--out=${name}`], folder)).toEqual({ code: 0, stdout: "", stderr: "" });
      expect(readFileSync(join(folder, name), "utf8")).toMatch(/^group,/);
    },
  );

  it("that is a full device fails in one line that names the flag, with exit code 1", async () => {
    const stderr = 'ndpeek: --out: cannot write "/dev/full": no space left on device\n';
    const args = ["blobs", "--rows", "2", "--format", "csv", "--out", "/dev/full"];
    expect(await runCli(args)).toEqual({ code: 1, stdout: "", stderr });
  });
});

describe("a disk that fills up", () => {
  it.each(["csv", "ndjson", "vl.json", "html"])("keeps the %s file of before and leaves no other", async (ending) => {
    const { folder, file } = usedFolder(`t.${ending}`);
    const command = 'ulimit -f 8; exec "$0" dist/cli.js blobs --rows 900 --width 8 --images embed --out "$1"';
    const { status, stderr } = spawnSync("bash", ["-c", command, process.execPath, file], { encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 1, stderr: `ndpeek: --out: cannot write "${file}": file too large\n` });
    expect(readFileSync(file, "utf8")).toBe(OLD);
    expect(readdirSync(folder)).toEqual([`t.${ending}`]);
  });
});

describe("memory", () => {
  it.each(["ndjson", "html"])("holds no %s of many rows: the text is larger than the heap", async (ending) => {
    const file = join(emptyFolder(), `t.${ending}`);
    const heap = 10;
    const flags = [`--max-old-space-size=${heap}`, "--max-semi-space-size=1"];
    const args = ["blobs", "--rows", "4000", "--images", "embed", "--out", file];
    const { status, stderr } = spawnSync(process.execPath, [...flags, "dist/cli.js", ...args], { encoding: "utf8" });
    expect({ status, stderr: stderr.slice(0, 300) }).toEqual({ status: 0, stderr: "" });
    expect(statSync(file).size).toBeGreaterThan(heap * 2 ** 20);
  });
});

it("rows of streams of their own are written as they are drawn: memory does not grow with them", () => {
  const program = 'process.on("exit", () => console.error(process.resourceUsage().maxRSS));';
  const wrapper = `data:text/javascript,${encodeURIComponent(program)}`;
  const peak = (rows: number): number => {
    const args = ["--rows", String(rows), "--width", "2", "--stream", "spawn", "--out", "-", "--format", "csv"];
    const { status, stderr } = spawnSync(process.execPath, ["--import", wrapper, "dist/cli.js", "blobs", ...args], {
      encoding: "utf8",
      stdio: ["ignore", "ignore", "pipe"],
    });
    expect(status).toBe(0);
    return Number(stderr) / 1024;
  };
  const more = amount(2_000_000, 800_000);
  // Megabytes. Rows that were held would take a tenth of a kilobyte each: 200, or 80.
  expect(peak(1.5 * more) - peak(0.5 * more)).toBeLessThan(amount(60, 40));
});

describe("a named pipe", () => {
  function namedPipe(): string {
    const pipe = join(emptyFolder(), "pipe.csv");
    execFileSync("mkfifo", [pipe]);
    return pipe;
  }

  it("is waited for and gets the text of a file", async () => {
    const pipe = namedPipe();
    const { ended } = startCli(["blobs", "--rows", "20000", "--width", "4", "--out", pipe]);
    const text = await readFile(pipe, "utf8");
    expect(await ended).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(text.split("\n")).toHaveLength(20_002);
    expect(statSync(pipe).isFIFO()).toBe(true);
  });

  it("whose reader goes away fails in one line that names the flag, with exit code 1", async () => {
    const pipe = namedPipe();
    const { ended } = startCli(["blobs", "--rows", "100000", "--width", "2", "--out", pipe]);
    const reader = await open(pipe);
    await reader.read(Buffer.alloc(1));
    await reader.close();
    const stderr = `ndpeek: --out: cannot write ${JSON.stringify(pipe)}: its reader is gone\n`;
    expect(await ended).toEqual({ code: 1, stdout: "", stderr });
  });

  it("that nobody opens does not keep Ctrl-C from ending the program with 130", async () => {
    const pipe = namedPipe();
    const interrupted = async (wait: number) => {
      const { process: child, ended } = startCli(["blobs", "--out", pipe]);
      await setTimeout(wait);
      child.kill("SIGINT");
      return ended;
    };
    let end = await interrupted(200);
    // Without a code it was ended before its first line ran.
    for (let wait = 400; end.code === null; wait *= 2) end = await interrupted(wait);
    expect(end).toEqual({ code: 130, stdout: "", stderr: "" });
  });

  it("that nobody goes on reading does not keep Ctrl-C from ending the program with 130", async () => {
    const pipe = namedPipe();
    const { process: child, ended } = startCli(["blobs", "--rows", "100000", "--width", "2", "--out", pipe]);
    const reader = await open(pipe);
    await reader.read(Buffer.alloc(1));
    child.kill("SIGINT");
    expect(await ended).toEqual({ code: 130, stdout: "", stderr: "" });
    await reader.close();
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

  const talks = [["--help"], ["--version"], ["blobs --help"], ["view --port 0"], ["blobs --rows 2 --format csv --out -"]];

  it.each(talks)("that nobody reads ends `ndpeek %s` without a word", async (args) => {
    const { process: child, ended } = startCli(args.split(" "));
    child.stdout!.destroy();
    expect(await ended).toMatchObject({ code: 0, stderr: "" });
  });

  it.each(talks)("that is full ends `ndpeek %s` with one line and exit code 1", async (args) => {
    const full = openSync("/dev/full", "w");
    onTestFinished(() => closeSync(full));
    const stderr = "ndpeek: standard output: no space left on device\n";
    expect(await runCli(args.split(" "), undefined, [full, "pipe"])).toMatchObject({ code: 1, stderr });
  });
});

describe("standard error", () => {
  it("that is full leaves the exit code as it is", async () => {
    const full = openSync("/dev/full", "w");
    onTestFinished(() => closeSync(full));
    expect(await runCli(["blobs", "--rows", "0", "--out", "-"], undefined, ["pipe", full])).toMatchObject({
      code: 2,
      stdout: "",
    });
  });
});
