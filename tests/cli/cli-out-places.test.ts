// Where --out may point beside a plain file: descriptors, open files of others, mounts, folders without room for a second file.
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { emptyFolder, runCli, startCli } from "../fixtures/run-cli.ts";
import { bash, bashOfNobody, canMount, isRoot, mount, nobodyRuns } from "../fixtures/shell.ts";

const OLD = "what was here before\n";
const FINE = { status: 0, stdout: "", stderr: "" };
const TWO = "blobs --rows 2 --format csv";

let table: string;
beforeAll(() => {
  table = bash(".", `ndpeek ${TWO} --out -`).stdout;
  expect(table.split("\n")).toHaveLength(4);
});

const read = (folder: string, name: string): string => readFileSync(join(folder, name), "utf8");

/** A folder with a file in it. */
function folderWith(name: string, text = OLD): string {
  const folder = emptyFolder();
  writeFileSync(join(folder, name), text);
  return folder;
}

describe.skipIf(process.platform === "win32")("a descriptor", () => {
  it.each(["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "/proc/thread-self/fd/1", "link"])(
    "named %s is written where it stands, between what others write",
    (path) => {
      const folder = emptyFolder();
      symlinkSync("/dev/stdout", join(folder, "link"));
      expect(bash(folder, `{ echo header; ndpeek ${TWO} --out ${path}; echo footer; } > t.csv`)).toEqual(FINE);
      expect(read(folder, "t.csv")).toBe(`header\n${table}footer\n`);
      expect(readdirSync(folder).sort()).toEqual(["link", "t.csv"]);
    },
  );

  it.each([
    ["/dev/stdout", ">>"],
    ["/dev/stderr", "2>>"],
    ["/dev/fd/3", "3>>"],
    ["/proc/self/fd/12", "12>>"],
  ])("%s of a log that is added to (%s) loses none of it", (path, redirect) => {
    const folder = folderWith("log.txt");
    expect(bash(folder, `ndpeek ${TWO} --out ${path} ${redirect} log.txt`)).toEqual(FINE);
    expect(read(folder, "log.txt")).toBe(OLD + table);
  });

  it("that is shared goes on behind what was written to it", () => {
    const folder = folderWith("log.txt");
    const lines = `exec 3> t.csv; echo one >&3; ndpeek ${TWO} --out /dev/fd/3; echo two >&3; ndpeek ${TWO} --out /dev/fd/3`;
    expect(bash(folder, lines)).toEqual(FINE);
    expect(read(folder, "t.csv")).toBe(`one\n${table}two\n${table}`);
  });

  it("that is a pipe gets all of it, and may be left by its reader without a word", () => {
    const folder = emptyFolder();
    const many = "blobs --rows 20000 --width 2 --format csv";
    expect(bash(folder, `ndpeek ${many} --out >(wc -l > lines); wait $!; cat lines`)).toMatchObject({ status: 0, stderr: "" });
    expect(Number(read(folder, "lines"))).toBe(20_001);
    for (const end of ["/dev/stdout | head -1", ">(head -1)", "/dev/fd/3 3>&1 | head -1"]) {
      const { status, stderr } = bash(folder, `set -o pipefail; ndpeek ${many} --out ${end}`);
      expect({ status, stderr }, end).toEqual({ status: 0, stderr: "" });
    }
  });

  it.each([
    ["/dev/fd/77", "descriptor 77 is not open", ""],
    // One of Node's own.
    ["/dev/fd/5", "descriptor 5 is not open", ""],
    ["/dev/fd/3", "descriptor 3 is not open for writing", "3< log.txt"],
  ])("%s is refused: %s", (path, why, redirect) => {
    const folder = folderWith("log.txt");
    const stderr = `ndpeek: --out: cannot write "${path}": ${why}\n`;
    expect(bash(folder, `ndpeek ${TWO} --out ${path} ${redirect}`)).toEqual({ status: 2, stdout: "", stderr });
    expect(read(folder, "log.txt")).toBe(OLD);
  });
});

describe.skipIf(process.platform !== "linux")("another process's open file", () => {
  it("is added to, as a container's log is by way of /proc/1/fd/1", async () => {
    const folder = folderWith("log.txt");
    const child = spawn("bash", ["-c", "exec 3>> log.txt; echo ready; read"], {
      cwd: folder,
      stdio: ["pipe", "pipe", "inherit"],
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    await once(child.stdout!, "data");
    expect(await runCli([...TWO.split(" "), "--out", `/proc/${child.pid}/fd/3`])).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(read(folder, "log.txt")).toBe(OLD + table);
  });
});

describe.skipIf(!canMount())("a file that is a mount (needs the right to mount)", () => {
  it("is written over when all is done, and stays the mount", () => {
    const folder = folderWith("host.csv");
    writeFileSync(join(folder, "t.csv"), "below the mount\n");
    mount(folder, ["--bind", "host.csv"], "t.csv");
    expect(bash(folder, `ndpeek ${TWO} --out t.csv`)).toEqual(FINE);
    expect(read(folder, "host.csv")).toBe(table);
    expect(bash(folder, `ndpeek blobs --rows 1 --out t.csv`)).toEqual(FINE);
    expect(read(folder, "host.csv").split("\n")).toHaveLength(3);
    expect(readdirSync(folder).sort()).toEqual(["host.csv", "t.csv"]);
  });

  it("stays as it was where the disk below it is full", () => {
    const folder = folderWith("t.csv");
    mkdirSync(join(folder, "small"));
    mount(folder, ["-t", "tmpfs", "-o", "size=64k", "tmpfs"], "small");
    writeFileSync(join(folder, "small/host.csv"), OLD);
    mount(folder, ["--bind", "small/host.csv"], "t.csv");
    const stderr = 'ndpeek: --out: cannot write "t.csv": no space left on device\n';
    expect(bash(folder, "ndpeek blobs --rows 50000 --width 2 --out t.csv")).toEqual({ status: 1, stdout: "", stderr });
    expect(read(folder, "small/host.csv")).toBe(OLD);
    expect(readdirSync(folder).sort()).toEqual(["small", "t.csv"]);
  });

  it("keeps the old file where its own disk is full", () => {
    const folder = emptyFolder();
    mount(folder, ["-t", "tmpfs", "-o", "size=64k", "tmpfs"], ".");
    const inside = join(folder, "x");
    mkdirSync(inside);
    writeFileSync(join(inside, "t.csv"), OLD);
    const stderr = 'ndpeek: --out: cannot write "t.csv": no space left on device\n';
    expect(bash(inside, "ndpeek blobs --rows 50000 --width 2 --out t.csv")).toEqual({ status: 1, stdout: "", stderr });
    expect(read(inside, "t.csv")).toBe(OLD);
    expect(readdirSync(inside)).toEqual(["t.csv"]);
  });
});

describe.skipIf(process.platform === "win32" || !nobodyRuns())("a folder that lets no file in", () => {
  function closedFolder(): string {
    const folder = folderWith("t.csv", OLD.repeat(100));
    chmodSync(join(folder, "t.csv"), 0o666);
    chmodSync(folder, 0o555);
    onTestFinished(() => chmodSync(folder, 0o755));
    return folder;
  }

  it("has its writable file written over, when all is done", () => {
    const folder = closedFolder();
    expect(bashOfNobody(folder, `ndpeek ${TWO} --out t.csv`)).toEqual(FINE);
    expect(read(folder, "t.csv")).toBe(table);
    expect(bashOfNobody(folder, "ndpeek blobs --rows 2 --threshold x --out t.csv").status).toBe(2);
    expect(read(folder, "t.csv")).toBe(table);
  });

  it("is named where a new file was meant, before the work begins", () => {
    const folder = closedFolder();
    const { status, stderr } = bashOfNobody(folder, "ndpeek blobs --rows 10000000 --out new.csv");
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `ndpeek: --out: cannot write "new.csv": no file can be made in the folder ${JSON.stringify(folder)}: permission denied\n`,
    });
  });

  it("is not blamed for a file that is not to be written", () => {
    const folder = closedFolder();
    chmodSync(join(folder, "t.csv"), 0o444);
    const { status, stderr } = bashOfNobody(folder, "ndpeek blobs --rows 10000000 --out t.csv");
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'ndpeek: --out: cannot write "t.csv": permission denied\n' });
  });
});

describe("a file", () => {
  it("of several names keeps them all", async () => {
    const folder = folderWith("t.csv");
    linkSync(join(folder, "t.csv"), join(folder, "other.csv"));
    expect(await runCli([...TWO.split(" "), "--out", join(folder, "t.csv")])).toMatchObject({ code: 0, stderr: "" });
    expect(read(folder, "other.csv")).toBe(table);
    expect(readdirSync(folder).sort()).toEqual(["other.csv", "t.csv"]);
  });

  it.skipIf(!isRoot)("of another owner stays its owner's (needs root)", async () => {
    const folder = folderWith("t.csv");
    const path = join(folder, "t.csv");
    chownSync(path, 12345, 54321);
    chmodSync(path, 0o640);
    expect(await runCli([...TWO.split(" "), "--out", path])).toMatchObject({ code: 0, stderr: "" });
    const { uid, gid, mode } = statSync(path);
    expect({ uid, gid, mode: mode & 0o777 }).toEqual({ uid: 12345, gid: 54321, mode: 0o640 });
    expect(read(folder, "t.csv")).toBe(table);
  });

  it("that two processes write at once is one's or the other's as a whole", async () => {
    const folder = emptyFolder();
    const path = join(folder, "t.csv");
    const args = (seed: string, out: string) => [
      "blobs",
      "--rows",
      "3000",
      "--width",
      "2",
      "--seed",
      seed,
      "--format",
      "csv",
      "--out",
      out,
    ];
    const both = await Promise.all(["1", "2"].map(async (seed) => (await runCli(args(seed, "-"))).stdout));
    for (let i = 0; i < 3; i++) {
      const ends = await Promise.all(["1", "2"].map((seed) => runCli(args(seed, path))));
      for (const end of ends) expect(end).toEqual({ code: 0, stdout: "", stderr: "" });
      expect(both).toContain(read(folder, "t.csv"));
      expect(readdirSync(folder)).toEqual(["t.csv"]);
    }
  });
});

describe("what a killed run leaves", () => {
  const gathered = (folder: string): string[] => readdirSync(folder).filter((name) => /^\.ndpeek-.*\.tmp$/.test(name));

  /** A run that has begun to write, and the file that it writes in. */
  async function begun(folder: string, name: string) {
    const before = gathered(folder);
    const added = () => gathered(folder).find((file) => !before.includes(file));
    const run = startCli(["blobs", "--rows", "3000000", "--out", join(folder, name)]);
    while (added() === undefined) await setTimeout(5);
    return { ...run, file: added()! };
  }

  async function killed(folder: string, name: string): Promise<string> {
    const run = await begun(folder, name);
    run.process.kill("SIGKILL");
    await run.ended;
    return run.file;
  }

  const run = async (folder: string, name: string): Promise<void> => {
    expect(await runCli(["blobs", "--rows", "1", "--out", join(folder, name)])).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(read(folder, name)).toMatch(/^group,/);
  };

  it("is removed by the next run to the same file, and by no other", async () => {
    const folder = folderWith("t.csv");
    const left = await killed(folder, "t.csv");
    expect(left).toMatch(/^\.ndpeek-[\w.-]+-[\da-f]{12}-\d+-[\da-f]{8}\.tmp$/);
    expect(read(folder, "t.csv")).toBe(OLD);
    await run(folder, "u.csv");
    expect(gathered(folder)).toEqual([left]);
    await run(folder, "t.csv");
    expect(readdirSync(folder).sort()).toEqual(["t.csv", "u.csv"]);
  });

  it("is told apart from what a run still writes, and from what another machine's runs left", async () => {
    const folder = emptyFolder();
    const left = await killed(folder, "t.csv");
    const foreign = left.replace(/-[\da-f]{12}-/, "-0123456789ab-");
    writeFileSync(join(folder, foreign), "");
    const other = await begun(folder, "t.csv");
    const kept = [other.file, foreign].sort();
    expect(gathered(folder).sort()).toEqual(kept);
    await run(folder, "t.csv");
    expect(gathered(folder).sort()).toEqual(kept);
    other.process.kill("SIGINT");
    expect(await other.ended).toMatchObject({ code: 130 });
    expect(gathered(folder)).toEqual([foreign]);
  });
});
