import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import { BlobRun } from "../../src/blobs/blob-run.ts";
import { blobSettings } from "../../src/blobs/options.ts";
import { Pool } from "../../src/blobs/pool/pool.ts";
import { type BlobOptions, type BlobSet, generateBlobs } from "../../src/index.ts";
import { endPlot, plot } from "../fixtures/worker-plot.ts";
import { sha256 } from "../golden/read.ts";

vi.mock("../../src/threads/channel.ts", async (original) => {
  const { plotted } = await import("../fixtures/worker-plot.ts");
  return plotted(await original());
});

afterEach(endPlot);

function digest(set: BlobSet): string {
  const { group, image1_area, image2_area } = set.columns;
  const images = [0, 7, set.length - 1].flatMap((row) => [set.image(row, "image1").data, set.image(row, "image2").data]);
  const other = set.areas(0.61);
  return sha256(image1_area, image2_area, ...images, other.image1_area, other.image2_area) + group.join("");
}

const small: BlobOptions = { rows: 2500, width: 70, seed: 8 };

describe("workers", () => {
  it.each(["numpy", "spawn"] as const)("do not change a bit, be they none, 1, 2 or 7, under stream %s", async (stream) => {
    const digests = new Set<string>();
    for (const workers of [0, 1, 2, 7]) {
      digests.add(digest(await generateBlobs({ ...small, stream, workers })));
      // One stream is one task after the other; rows of their own make five tasks.
      expect(plot.most).toBe(Math.min(workers, stream === "numpy" ? 1 : 5));
      plot.most = 0;
    }
    expect(digests.size).toBe(1);
  });

  it("are not started for a set that is made sooner, and are for a larger one", async () => {
    await generateBlobs({ rows: 200 });
    expect(plot.started).toBe(0);
    await generateBlobs({ rows: 1900, areaIndex: false });
    expect(plot.started).toBeGreaterThan(0);
  });

  it("are as many as there are tasks, however many may be", async () => {
    await generateBlobs({ rows: 200, workers: 1000, stream: "spawn" });
    expect(plot.started).toBe(1);
  });

  it.each([{ forbidden: true }, { fate: () => "dies" }])("are done without where there are none: %o", async (how) => {
    const expected = digest(await generateBlobs({ ...small, workers: 0 }));
    Object.assign(plot, how);
    expect(digest(await generateBlobs({ ...small, workers: 2 }))).toBe(expected);
  });

  it("that never answer are given up after ten seconds, and done without", async () => {
    plot.fate = () => "never answers";
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      let isDone = false;
      const run = generateBlobs({ ...small, rows: 40, workers: 2 }).finally(() => {
        isDone = true;
      });
      for (let passed = 0; passed < 9000; passed += 1000) await vi.advanceTimersByTimeAsync(1000);
      expect(isDone).toBe(false);
      while (!isDone) {
        await vi.advanceTimersByTimeAsync(1000);
        await new Promise(setImmediate);
      }
      expect((await run).length).toBe(40);
    } finally {
      vi.useRealTimers();
    }
  });

  it("that die while they have nothing to do are replaced when there is something", async () => {
    const settings = blobSettings({ rows: 1, width: 8 });
    const pool = new Pool(2, undefined);
    const { runner } = await pool.open(settings, false, undefined);
    const task = { kind: "circles", state: Uint8Array.from({ length: 40 }, (_, i) => i), rows: 3 } as const;
    try {
      const { circles } = await runner.run(task);
      for (const kill of plot.kills) kill();
      expect(plot.open).toBe(0);
      expect((await runner.run(task)).circles).toEqual(circles);
      expect(plot.started).toBe(2);
    } finally {
      await pool.close();
    }
  });

  it("that cannot be replaced leave the task to those that are there, and reject it when none is", async () => {
    const expected = digest(await generateBlobs({ ...small, stream: "spawn", workers: 0 }));
    // Two come to life; the first dies over the third task, and no other can be had.
    plot.fate = (started) => (started > 2 ? "dies" : undefined);
    plot.onTask = (task, kill) => {
      if (task === 3) kill("it was killed");
    };
    expect(digest(await generateBlobs({ ...small, stream: "spawn", workers: 2 }))).toBe(expected);
    plot.started = 0;
    plot.fate = (started) => (started > 1 ? "dies" : undefined);
    plot.onTask = (_, kill) => kill("it was killed");
    await expect(generateBlobs({ ...small, stream: "spawn", workers: 2 })).rejects.toThrow("workers: it could not be started");
  });

  it.each(["numpy", "spawn"] as const)("that die are replaced and their part is made again, under stream %s", async (stream) => {
    const expected = digest(await generateBlobs({ ...small, stream, workers: 0 }));
    let deaths = 0;
    plot.onTask = (task, kill) => {
      if (task % 2 === 0 && deaths < 3) {
        deaths++;
        kill("it was killed");
      }
    };
    expect(digest(await generateBlobs({ ...small, stream, workers: 2 }))).toBe(expected);
    expect(deaths).toBe(3);
  });

  it("that die twice over the same part end the work with an error that says so", async () => {
    plot.onTask = (_, kill) => kill("it was killed");
    await expect(generateBlobs({ ...small, workers: 2 })).rejects.toThrow(
      "workers: two died one after the other over the same circles (it was killed)",
    );
    plot.onTask = undefined;
    expect((await generateBlobs({ ...small, workers: 2 })).length).toBe(2500);
  });

  it("hand a task's error on, of its own class, and go on with the next", async () => {
    const settings = blobSettings({ rows: 1, width: 8 });
    const pool = new Pool(1, undefined);
    const { runner } = await pool.open(settings, false, undefined);
    try {
      const state = Uint8Array.from({ length: 40 }, (_, i) => (i < 32 ? 7 * i + 1 : 0));
      const task = { kind: "circles", state, rows: -1 } as const;
      await expect(runner.run(task)).rejects.toBeInstanceOf(RangeError);
      expect((await runner.run({ ...task, rows: 3 })).circles).toHaveLength(12);
    } finally {
      await pool.close();
    }
    await expect(runner.run({ kind: "groups", state: new Uint8Array(40), rows: 1 })).rejects.toThrow("the pool is closed");
  });
});

describe("pictures", () => {
  const wanted = { which: ["both", "image2"], labels: true } as const;
  const settings = blobSettings({ rows: 900, width: 40, seed: 5 });

  async function picturesOf(workers: number, stream: "numpy" | "spawn"): Promise<{ uris: string[][]; set: BlobSet }> {
    const run = await BlobRun.open({ ...settings, stream }, { workers });
    try {
      const set = await run.generate(wanted);
      const uris: string[][] = [];
      for await (const row of run.pictures(set, wanted)) uris.push(row);
      return { uris, set };
    } finally {
      await run.close();
    }
  }

  it.each(["numpy", "spawn"] as const)("are those of their rows, begun early or not, under stream %s", async (stream) => {
    const { uris, set } = await picturesOf(0, stream);
    expect(uris).toEqual(Array.from({ length: 900 }, (_, row) => wanted.which.map((which) => set.dataUri(row, { which }))));
    expect((await picturesOf(2, stream)).uris).toEqual(uris);
    let deaths = 0;
    plot.onTask = (task, kill) => {
      if (task % 5 === 0 && deaths++ < 4) kill("it was killed");
    };
    expect((await picturesOf(3, stream)).uris).toEqual(uris);
    expect(deaths).toBeGreaterThan(3);
  });

  it("that nobody reads any more are dropped without a word", async () => {
    const run = await BlobRun.open(blobSettings({ rows: 3000, width: 40 }), { workers: 2 });
    const set = await run.generate(wanted);
    for await (const _ of run.pictures(set, wanted)) break;
    await run.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(plot.open).toBe(0);
  });
});

describe("an abort", () => {
  const reason = new Error("no longer wanted");

  it.each(["numpy", "spawn"] as const)(
    "at any task ends the run with its reason, and the next run works, under stream %s",
    async (stream) => {
      const expected = digest(await generateBlobs({ ...small, stream, workers: 0 }));
      for (let at = 1; at <= 4; at++) {
        const controller = new AbortController();
        let tasks = 0;
        plot.onTask = () => {
          if (++tasks === at) controller.abort(reason);
        };
        await expect(generateBlobs({ ...small, stream, workers: 2, signal: controller.signal })).rejects.toBe(reason);
        expect(plot.open).toBe(0);
      }
      plot.onTask = undefined;
      expect(digest(await generateBlobs({ ...small, stream, workers: 2 }))).toBe(expected);
    },
  );

  it.each([0, 2])("before, during and after: %i workers", async (workers) => {
    await expect(generateBlobs({ ...small, workers, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    for (const milliseconds of [0, 1, 5, 20, 60]) {
      const controller = new AbortController();
      setTimeout(() => controller.abort(reason), milliseconds);
      const run = generateBlobs({ rows: 100_000, workers, signal: controller.signal });
      await expect(run).rejects.toBe(reason);
    }
    const controller = new AbortController();
    const set = await generateBlobs({ ...small, workers, signal: controller.signal });
    const before = digest(set);
    controller.abort(reason);
    expect(digest(set)).toBe(before);
  });

  it("is heard while a worker starts", async () => {
    plot.fate = () => "never answers";
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 30);
    await expect(generateBlobs({ ...small, workers: 2, signal: controller.signal })).rejects.toBe(reason);
  });

  it("is heard while the kernels are loaded, and ends the download", async () => {
    let hungUp = (): void => {};
    const gone = new Promise<void>((resolve) => {
      hungUp = resolve;
    });
    const controller = new AbortController();
    const server = createServer((request) => {
      request.on("close", hungUp);
      controller.abort(reason);
    });
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    const module = `http://127.0.0.1:${(server.address() as AddressInfo).port}/kernels.wasm`;
    try {
      await expect(generateBlobs({ rows: 2, module, signal: controller.signal })).rejects.toBe(reason);
      await gone;
    } finally {
      server.close();
    }
  });

  it("from within a progress report stops there", async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const onProgress = ({ done }: { done: number }) => {
      seen.push(done);
      controller.abort(reason);
    };
    await expect(generateBlobs({ rows: 20_000, workers: 1, onProgress, signal: controller.signal })).rejects.toBe(reason);
    expect(seen).toHaveLength(1);
  });
});

it("a program that has generated, or given up, ends by itself", { tags: "built" }, async () => {
  const program = `
    import { generateBlobs } from "./dist/index.js";
    const set = await generateBlobs({ rows: 3000, workers: 2, stream: "spawn" });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 30);
    await generateBlobs({ rows: 100000, workers: 2, signal: controller.signal }).catch((error) => console.log(error.name, set.length));`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], { timeout: 20_000 });
  expect(stdout).toBe("AbortError 3000\n");
});

it("progress never goes back, ends at the last row and tells the rate", async () => {
  const reports: { done: number; rowsPerSecond: number; secondsLeft: number }[] = [];
  await generateBlobs({ ...small, rows: 3000, stream: "spawn", workers: 2, onProgress: (report) => reports.push(report) });
  const done = reports.map((report) => report.done);
  expect(done).toEqual(done.toSorted((a, b) => a - b));
  expect(reports.length).toBeGreaterThan(3);
  expect(reports.at(-1)).toMatchObject({ done: 3000, secondsLeft: 0 });
  expect(reports.every(({ rowsPerSecond }) => rowsPerSecond > 0)).toBe(true);
});
