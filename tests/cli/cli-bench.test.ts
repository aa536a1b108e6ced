import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseResult } from "../../bench/result.ts";
import { emptyFolder, runCli, startCli } from "../fixtures/run-cli.ts";

const COMMITTED = "bench/results/node.json";

/** Commands that run and name a path. */
const commandsWith = (path: string): string[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8");
      } catch {
        return "";
      }
    })
    .filter((command) => command.includes(path));

describe("ndpeek bench", () => {
  it("times what is chosen, beside who is chosen, and writes all figures and an offline report", async () => {
    const folder = emptyFolder();
    const args = "bench --kernels area-96,png-row --peers plain,fast-png --rounds 2 --json b.json --html b.html".split(" ");
    const { code, stdout, stderr } = await runCli(args, folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const result = parseResult("b.json", readFileSync(join(folder, "b.json"), "utf8"));
    expect(result.complete).toBe(true);
    expect(result.cases.map((one) => one.case.name)).toEqual(["area-96", "png-row"]);
    expect(result.environment.command).toBe(["ndpeek", ...args].join(" "));
    expect(result.environment.engine).toContain(process.versions.node);
    for (const { entries } of result.cases) {
      expect(entries.map(({ peer }) => peer)).toContain("ndpeek");
      for (const { exact, mode, rounds } of entries) {
        expect(rounds).toHaveLength(2);
        if (mode !== "limit") expect(exact).toBe(true);
      }
    }
    expect(result.cases[1]!.entries.map(({ peer }) => peer)).toContain("fast-png");
    expect(stdout).toMatch(/Share of pixels above a threshold, 96 × 96 doubles {2}\[area-96\]/);
    expect(stdout).toMatch(/^ {2}plain JavaScript +[\d.]+ µs .*every bit$/m);
    expect(stdout).toMatch(/2 cases in \d+ s\./);
    const html = readFileSync(join(folder, "b.html"), "utf8");
    expect(html).toMatch(/Content-Security-Policy" content="default-src 'none'; script-src 'sha256-/);
    expect(readdirSync(folder).sort()).toEqual(["b.html", "b.json"]);
  });

  it("times a whole program, and tells what it had in memory", async () => {
    const folder = emptyFolder();
    const args = "bench --kernels program-1000 --peers none --rounds 1 --json b.json".split(" ");
    expect((await runCli(args, folder)).stdout).toMatch(/^ {2}ndpeek, \d+ workers .* \d+ MB in memory, every bit$/m);
    const { entries } = parseResult("b.json", readFileSync(join(folder, "b.json"), "utf8")).cases[0]!;
    expect(entries.map(({ name, exact }) => ({ name, exact }))).toEqual([
      { name: "ndpeek", exact: true },
      { name: expect.stringMatching(/^ndpeek, \d+ workers$/), exact: true },
    ]);
    // A Node without a program has 40 MB; all images at once would be 150 MB more.
    for (const { memory } of entries) {
      expect(memory).toBeGreaterThan(40e6);
      expect(memory).toBeLessThan(190e6);
    }
  });

  it("has the page run in a browser, and takes its result", async () => {
    const folder = emptyFolder();
    const args = "bench --browser --kernels area-96 --rounds 2 --json b.json".split(" ");
    const temporary = emptyFolder();
    const { code, stdout, stderr } = await runCli(args, folder, undefined, { ...process.env, TMPDIR: temporary });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/\[area-96\]\n {2}checked: every bit that of SciPy/);
    expect(readdirSync(temporary)).toEqual([]);
    expect(commandsWith(temporary)).toEqual([]);
    const { complete, environment, cases } = parseResult("b.json", readFileSync(join(folder, "b.json"), "utf8"));
    expect(complete).toBe(true);
    expect(environment.engine).toMatch(/^(Headless)?Chrome [\d.]+$/);
    expect(environment.command).toBe("ndpeek bench --browser --kernels area-96 --rounds 2 --json b.json");
    expect(cases[0]!.entries.filter(({ peer }) => peer === "ndpeek").map(({ exact }) => exact)).toEqual([true, true]);
  });

  it.each([
    ["/bin/false", /^ndpeek: --browser: \/bin\/false ended with code 1\n$/],
    ["/no/such/browser", /^ndpeek: --browser: \/no\/such\/browser does not start: .*ENOENT\n$/],
  ])("says so where %s is no browser, and leaves nothing behind", async (program, says) => {
    const folder = emptyFolder();
    const env = { ...process.env, CHROMIUM: program, TMPDIR: folder };
    const { code, stderr } = await runCli("bench --browser --kernels area-96 --json b.json".split(" "), folder, undefined, env);
    expect(code).toBe(1);
    expect(stderr).toMatch(says);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("names peers that are not there with the command that installs them", async () => {
    const { code, stdout } = await runCli(
      ["bench", "--kernels", "area-96", "--rounds", "1", "--peers", "wasm-vips,plain"],
      emptyFolder(),
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^(wasm-vips: 0\.0\.19 |Absent: wasm-vips: not installed \(npm install --no-save wasm-vips@0\.0\.19\)$)/m,
    );
  });

  it("leaves no file behind when it is stopped", async () => {
    const folder = emptyFolder();
    const { process: child, ended } = startCli(["bench", "--peers", "none", "--json", "b.json"], folder);
    await new Promise<void>((resolve) => {
      child.stdout!.on("data", (text: string) => text.includes("[gaussian-96-s14.4]") && resolve());
    });
    child.kill("SIGINT");
    expect((await ended).code).toBe(130);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("--compare tells of two files of one run that nothing has changed, and of others what has", async () => {
    const folder = emptyFolder();
    const before = parseResult(COMMITTED, readFileSync(COMMITTED, "utf8"));
    const slower = structuredClone(before) as unknown as {
      cases: { case: { name: string }; entries: Record<string, unknown>[] }[];
    };
    for (const one of slower.cases) {
      for (const entry of one.entries) {
        if (entry.peer !== "ndpeek" || one.case.name !== "box-512") continue;
        const rounds = (entry.rounds as number[]).map((seconds) => 40 * seconds);
        Object.assign(entry, { rounds, min: Math.min(...rounds) });
      }
    }
    writeFileSync(join(folder, "a.json"), JSON.stringify(before));
    writeFileSync(join(folder, "b.json"), JSON.stringify(slower));
    const same = await runCli(["bench", "--compare", "a.json", "a.json"], folder);
    expect(same.stdout).toMatch(/ndpeek: 0 slower and 0 faster beyond noise/);
    expect(same.stdout).toMatch(/agree within 10 %; the largest difference is 0\.0 %/);
    const changed = await runCli(["bench", "--compare", "a.json", "b.json"], folder);
    expect(changed.stdout).toMatch(/ndpeek: 3 slower and 0 faster beyond noise/);
    expect(changed.stdout).toMatch(/^slower +box-512 +ndpeek, kernel alone .*\+3900 %/m);
    writeFileSync(join(folder, "c.json"), "{}");
    expect(await runCli(["bench", "--compare", "a.json", "c.json"], folder)).toEqual({
      code: 2,
      stdout: "",
      stderr: "ndpeek: c.json: expected a result of ndpeek bench --json, got other JSON\n",
    });
  });
});
