/** @module-tag long */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type BlobOptions, type BlobSet, generateBlobs, openWorkers, type WorkerPool } from "../../src/index.ts";
import { endPlot, plot } from "../fixtures/worker-plot.ts";

vi.mock("../../src/threads/channel.ts", async (original) => {
  const { plotted } = await import("../fixtures/worker-plot.ts");
  return plotted(await original());
});

const pools: WorkerPool[] = [];

function open(workers: number): WorkerPool {
  const pool = openWorkers({ workers });
  pools.push(pool);
  return pool;
}

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
  endPlot();
});

/** Neither is small enough to be done on this thread. */
const numpy: BlobOptions = { rows: 3500, width: 70, seed: 8 };
const spawn: BlobOptions = { rows: 4000, width: 64, seed: 9, stream: "spawn", circle: { sizes: [0.2] }, groups: ["x", "y"] };

const alone = (options: BlobOptions): Promise<BlobSet> => generateBlobs({ ...options, workers: 0 });

const partsOf = (set: BlobSet): Record<string, ArrayLike<unknown>> => ({
  ...set.columns,
  group: set.columns.group,
  ...Object.fromEntries([0, 7, set.length - 1].map((row) => [`image2 of ${row}`, set.image(row, "image2").data])),
  again: set.areas(0.61).image2_area,
});

async function expectSame(got: BlobSet, options: BlobOptions): Promise<void> {
  const parts = partsOf(got);
  for (const [name, expected] of Object.entries(partsOf(await alone(options)))) {
    const differ = Array.from(expected).findIndex((value, i) => !Object.is(value, parts[name]![i]));
    expect({ name, length: parts[name]!.length, differ }).toEqual({ name, length: expected.length, differ: -1 });
  }
}

/** So many turns of the event loop, whatever the timers say. */
const turns = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i++) await new Promise(setImmediate);
};

/** A worker that is ended is gone some time later. */
async function expectOpen(count: number): Promise<void> {
  for (let i = 0; plot.open > count && i < 10_000; i++) await turns(1);
  await turns(20);
  expect(plot.open).toBe(count);
}

/** On a busy machine a run is over before the second worker has come to life. */
const expectAlive = (count: number): Promise<void> => expect.poll(() => plot.alive, { timeout: 20_000 }).toBe(count);

describe("runs that share a pool", () => {
  it("have the rows they have alone, to the bit, at the same time and one after the other", async () => {
    const pool = open(2);
    const both = await Promise.all([numpy, spawn].map((options) => generateBlobs({ ...options, pool })));
    await expectSame(both[0]!, numpy);
    await expectSame(both[1]!, spawn);
    const other = { ...spawn, width: 31, rows: 20_000, square: { mean: 1 } };
    await expectSame(await generateBlobs({ ...other, pool }), other);
    expect(plot.most).toBe(2);
    expect(plot.started).toBe(2);
  });

  it("take turns", async () => {
    const pool = open(1);
    const order: number[] = [];
    plot.onTask = (_task, _kill, run) => void order.push(run);
    await Promise.all([{ ...spawn, rows: 9000 }, spawn, spawn].map((options) => generateBlobs({ ...options, pool })));
    expect(plot.most).toBe(1);
    const counts = [0, 1, 2].map((run) => order.filter((one) => one === run).length);
    expect(Math.min(...counts)).toBeGreaterThan(2);
    // From the first task of the last to begin, as long as all have tasks: three in a row are of three runs.
    const until = Math.min(...[0, 1, 2].map((run) => order.lastIndexOf(run)));
    for (let at = order.indexOf(2); at + 2 <= until; at++) expect(new Set(order.slice(at, at + 3)).size).toBe(3);
  });

  it("find workers that are warm, for small sets too, which start none", async () => {
    const pool = open(2);
    await generateBlobs({ rows: 200, pool });
    expect(plot.started).toBe(0);
    await generateBlobs({ ...numpy, pool });
    let tasks = 0;
    plot.onTask = () => void tasks++;
    await expectSame(await generateBlobs({ rows: 200, pool }), { rows: 200 });
    expect(tasks).toBe(3);
    await generateBlobs({ ...numpy, pool });
    expect(plot.started).toBe(1);
  });

  it("leave workers that go after five seconds without a task, and come again", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const pool = open(2);
      await generateBlobs({ ...spawn, pool });
      while (plot.alive < 2) await turns(1);
      expect(plot.open).toBe(2);
      await vi.advanceTimersByTimeAsync(4000);
      // One stream keeps one of them at work.
      await generateBlobs({ ...numpy, pool });
      await vi.advanceTimersByTimeAsync(1500);
      await expectOpen(1);
      await vi.advanceTimersByTimeAsync(3499);
      await expectOpen(1);
      await vi.advanceTimersByTimeAsync(1);
      await expectOpen(0);
      await expectSame(await generateBlobs({ ...numpy, pool }), numpy);
      expect(plot.started).toBe(3);
    } finally {
      vi.useRealTimers();
    }
  });

  it("leave the memory as it was, be they a hundred", { tags: "long" }, async () => {
    const pool = open(1);
    await generateBlobs({ ...numpy, pool });
    const run = (seed: number): Promise<BlobSet> => generateBlobs({ rows: 2, width: 1000, seed, pool });
    for (let i = 0; i < 20; i++) (await run(i)).close();
    const before = process.memoryUsage().rss;
    for (let i = 0; i < 100; i++) (await run(i)).close();
    // Kernels that stayed would be 150 MB.
    expect(process.memoryUsage().rss - before).toBeLessThan(70e6);
  });
});

describe("an abort", () => {
  const reason = new Error("no longer wanted");

  it("ends the worker that is at one of its tasks, and no other", async () => {
    const pool = open(2);
    await generateBlobs({ ...spawn, pool });
    await expectAlive(2);
    const controller = new AbortController();
    let tasks = 0;
    plot.onTask = (_task, _kill, run) => {
      if (run === 1 && ++tasks === 4) controller.abort(reason);
    };
    const dropped = generateBlobs({ ...numpy, rows: 100_000, pool, signal: controller.signal });
    const kept = generateBlobs({ ...numpy, pool });
    await expect(dropped).rejects.toBe(reason);
    expect(plot.open).toBe(1);
    await expectSame(await kept, numpy);
    expect(plot.started).toBe(2);
  });

  it.each([1, 2])("leaves the tasks of the others to workers in place of its own: %i of them", async (workers) => {
    const pool = open(workers);
    const controller = new AbortController();
    let tasks = 0;
    plot.onTask = (_task, _kill, run) => {
      if (run === 0 && ++tasks === 4) controller.abort(reason);
    };
    const dropped = generateBlobs({ ...spawn, rows: 100_000, pool, signal: controller.signal });
    const kept = [spawn, numpy].map((options) => generateBlobs({ ...options, pool }));
    await expect(dropped).rejects.toBe(reason);
    await expectSame(await kept[0]!, spawn);
    await expectSame(await kept[1]!, numpy);
    expect(plot.most).toBeLessThanOrEqual(workers);
  });

  it("of one run does not end the download of the kernels, which is for all", async () => {
    const controller = new AbortController();
    const kernels = await readFile("build/kernels.wasm");
    let requests = 0;
    const server = createServer((_, response) => {
      requests++;
      controller.abort(reason);
      setTimeout(() => (requests === 1 ? response.writeHead(503).end() : response.end(kernels)), 20);
    });
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    const module = `http://127.0.0.1:${(server.address() as AddressInfo).port}/kernels.wasm`;
    const pool = openWorkers({ workers: 1, module });
    try {
      const dropped = generateBlobs({ rows: 2, pool, signal: controller.signal });
      const refused = generateBlobs({ rows: 2, pool });
      await expect(dropped).rejects.toBe(reason);
      await expect(refused).rejects.toThrow("answered 503");
      const sets = await Promise.all([generateBlobs({ rows: 2, pool }), generateBlobs({ rows: 3, pool })]);
      expect(sets.map(({ length }) => length)).toEqual([2, 3]);
      expect(requests).toBe(2);
    } finally {
      await pool.close();
      server.close();
    }
  });
});

describe("a worker's death", () => {
  it("has its task done again, and is nothing to the other runs", async () => {
    const pool = open(2);
    let deaths = 0;
    plot.onTask = (task, kill) => {
      if (task % 3 === 0 && deaths < 4) {
        deaths++;
        kill("it was killed");
      }
    };
    const both = [numpy, spawn].map((options) => generateBlobs({ ...options, pool }));
    await expectSame(await both[0]!, numpy);
    await expectSame(await both[1]!, spawn);
    expect(deaths).toBe(4);
  });

  it("over every task of a run ends that run alone", async () => {
    const pool = open(2);
    plot.onTask = (_task, kill, run) => {
      if (run === 0) kill("it was killed");
    };
    const ended = generateBlobs({ ...numpy, pool });
    const kept = generateBlobs({ ...spawn, pool });
    await expect(ended).rejects.toThrow("workers: two died one after the other over the same circles (it was killed)");
    await expectSame(await kept, spawn);
  });
});

describe("where workers are forbidden", () => {
  it.each([{ forbidden: true }, { fate: () => "dies" }])("a pool tries once and does without: %o", async (how) => {
    Object.assign(plot, how);
    const pool = open(2);
    const both = await Promise.all([numpy, spawn].map((options) => generateBlobs({ ...options, pool })));
    await expectSame(both[0]!, numpy);
    await expectSame(both[1]!, spawn);
    await generateBlobs({ ...spawn, pool });
    expect(plot.started).toBe(1);
  });

  it("for a while, one that had some tries again", async () => {
    const pool = open(1);
    await generateBlobs({ ...numpy, pool });
    for (const kill of plot.kills) kill();
    plot.forbidden = true;
    await expectSame(await generateBlobs({ ...numpy, pool }), numpy);
    plot.forbidden = false;
    await generateBlobs({ ...numpy, pool });
    expect(plot.started).toBe(3);
    expect(plot.open).toBe(1);
  });
});

describe("a pool", () => {
  it("without workers has its runs done on this thread", async () => {
    await expectSame(await generateBlobs({ ...numpy, pool: open(0) }), numpy);
    expect(plot.started).toBe(0);
  });

  it.each([0, 2])("that is closed ends its runs, and takes no other: %i workers", async (workers) => {
    const pool = open(workers);
    const done = await generateBlobs({ ...numpy, pool });
    const runs = [numpy, spawn].map((options) =>
      generateBlobs({ ...options, rows: 200_000, pool, onProgress: () => void pool.close() }),
    );
    const outcomes = await Promise.allSettled(runs);
    const error = expect.objectContaining({ message: "the pool is closed" });
    expect(outcomes).toEqual([
      { status: "rejected", reason: error },
      { status: "rejected", reason: error },
    ]);
    await pool.close();
    expect(plot.open).toBe(0);
    await expect(generateBlobs({ rows: 2, pool })).rejects.toThrow("the pool is closed");
    await expectSame(done, numpy);
  });

  it("that is closed before its kernels are there starts no worker", async () => {
    const pool = open(1);
    const run = generateBlobs({ ...numpy, pool });
    await Promise.all([expect(run).rejects.toThrow("the pool is closed"), pool.close()]);
    expect(plot.started).toBe(0);
  });

  it("that is closed while its first worker starts ends the run that waits for it", async () => {
    plot.fate = () => "never answers";
    const pool = open(1);
    const run = generateBlobs({ ...numpy, pool });
    const ended = expect(run).rejects.toThrow("the pool is closed");
    await expect.poll(() => plot.started).toBe(1);
    await pool.close();
    await ended;
  });

  it("keeps no program alive, and can be closed where nothing else does", { tags: "built" }, async () => {
    const program = `
      import { generateBlobs, openWorkers } from "./dist/index.js";
      const pools = [openWorkers({ workers: 2 }), openWorkers({ workers: 2 })];
      const sets = await Promise.all(pools.map((pool) => generateBlobs({ rows: 3000, stream: "spawn", pool })));
      const again = await generateBlobs({ rows: 3000, pool: pools[0] });
      await pools[1].close();
      setTimeout(() => console.log("still there"), 2000).unref();
      console.log(sets.map(({ length }) => length).join(), again.length);`;
    const args = ["--input-type=module", "--eval", program];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 20_000 });
    expect(stdout).toBe("3000,3000 3000\n");
  });
});
