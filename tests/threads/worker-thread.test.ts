import { Worker } from "node:worker_threads";
import { build } from "esbuild";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { WorkerThread } from "../../src/threads/worker-thread.ts";
import type { WorkerSetup, WorkerTask } from "../fixtures/task-worker.ts";

type Thread = WorkerThread<WorkerSetup, WorkerTask, unknown, string>;

let source: string;
beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: ["tests/fixtures/task-worker.ts"],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
  });
  source = outputFiles[0]!.text;
});

const threads: Thread[] = [];
const deaths: string[] = [];

function open(setup: WorkerSetup = { base: 2 }, script = source): Thread {
  const thread: Thread = new WorkerThread(script, setup, (reason) => deaths.push(reason));
  threads.push(thread);
  return thread;
}

afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(threads.splice(0).map((thread) => thread.close(new Error("the test is over"))));
  deaths.length = 0;
});

const power = (exponent: number, milliseconds = 0): WorkerTask => ({ kind: "power", exponent, milliseconds });

/** A worker whose whole script is JavaScript that posts these messages. */
const posting = (...messages: string[]): string =>
  `const { parentPort } = require("node:worker_threads"); parentPort.on("message", () => {});
   ${messages.map((message) => `parentPort.postMessage(${message});`).join("\n")}`;

describe("a worker's tasks", () => {
  it("have their own results, whichever is done first", async () => {
    const thread = open();
    expect(thread.isReady).toBe(false);
    const results = [power(3, 60), power(4), power(5, 20)].map((task) => thread.run(task));
    const order: unknown[] = [];
    for (const result of results) void result.then((value) => order.push(value));
    expect(await Promise.all(results)).toEqual([8, 16, 32]);
    expect(order).toEqual([16, 32, 8]);
    expect(thread.isReady).toBe(true);
    expect(await thread.run({ kind: "bytes", length: 3 })).toEqual(Uint8Array.of(2, 2, 2));
  });

  it("reject with errors of their own class, and the next one works", async () => {
    const thread = open();
    await expect(thread.run({ kind: "throws", message: "too far" })).rejects.toThrow(new RangeError("too far"));
    await expect(thread.run({ kind: "throws", message: "too far" })).rejects.toBeInstanceOf(RangeError);
    expect(await thread.run(power(1))).toBe(2);
  });

  it("reject if the task, or its result, cannot be posted", async () => {
    const thread = open();
    await expect(thread.run({ kind: "power", exponent: (() => 1) as never })).rejects.toThrow("could not be cloned");
    await expect(thread.run({ kind: "gives a function" })).rejects.toThrow("could not be cloned");
    expect(await thread.run(power(1))).toBe(2);
    expect(deaths).toEqual([]);
  });

  it("come after the notices that were posted before them", async () => {
    const thread = open();
    thread.notify("one");
    const first = thread.run({ kind: "last notice" });
    thread.notify("other");
    expect([await first, await thread.run({ kind: "last notice" })]).toEqual(["one", "other"]);
  });
});

describe("a worker's death", () => {
  it("rejects the tasks that are not done, and is told once", async () => {
    const thread = open();
    await thread.started;
    const tasks = [power(1, 10_000), { kind: "exits", code: 3 } as const].map((task) => thread.run(task));
    const death = "workers: it ended with code 3";
    for (const task of tasks) await expect(task).rejects.toThrow(death);
    await expect(thread.run(power(1))).rejects.toThrow(death);
    await thread.close(new Error("too late"));
    await expect(thread.run(power(1))).rejects.toThrow(death);
    expect(deaths).toEqual(["it ended with code 3"]);
  });

  it.each([
    ["fails to set up", () => open({ base: 2, fails: true }), "TypeError: no such base"],
    ["throws at once", () => open({ base: 2 }, "throw new Error('torn')"), "torn"],
  ])("comes if it %s", async (_, start, reason) => {
    const thread = start();
    const task = thread.run(power(1));
    await expect(thread.started).rejects.toThrow(`workers: ${reason}`);
    await expect(task).rejects.toThrow(`workers: ${reason}`);
    expect(thread.isReady).toBe(false);
    expect(deaths).toEqual([reason]);
  });

  it("comes if it answers what it was not asked", async () => {
    const thread = open({ base: 2 }, posting("{ ready: true }", "{ id: 7, result: 1 }"));
    await thread.started;
    await expect.poll(() => deaths).toEqual(["it answered what it was not asked"]);
  });

  it("comes ten seconds after its start if it gives no sign, and never to one that did", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const ready = open();
      await ready.started;
      const silent = open({ base: 2 }, posting());
      const gaveUp = expect(silent.started).rejects.toThrow("workers: it did not answer");
      await vi.advanceTimersByTimeAsync(9_999);
      expect(deaths).toEqual([]);
      await vi.advanceTimersByTimeAsync(1);
      await gaveUp;
      await vi.advanceTimersByTimeAsync(60_000);
      expect(deaths).toEqual(["it did not answer"]);
      expect(await ready.run(power(2))).toBe(4);
    } finally {
      vi.useRealTimers();
    }
  });

  it("comes at once where there are no workers", async () => {
    vi.spyOn(process, "getBuiltinModule").mockReturnValue(undefined as never);
    const thread = open();
    const task = thread.run(power(1));
    await expect(thread.started).rejects.toThrow("workers: there are none here");
    await expect(task).rejects.toThrow("workers: there are none here");
    expect(deaths).toEqual(["there are none here"]);
  });
});

describe("a worker that is closed", () => {
  const reason = new Error("no longer wanted");

  it("rejects its tasks with the reason, those that come later too, and tells of no death", async () => {
    const thread = open();
    await thread.started;
    const task = thread.run(power(1, 10_000));
    const closed = thread.close(reason);
    await expect(task).rejects.toBe(reason);
    await expect(thread.run(power(1))).rejects.toBe(reason);
    thread.notify("to nobody");
    await closed;
    await thread.close(new Error("another"));
    expect(deaths).toEqual([]);
  });

  it("before it is ready does not start", async () => {
    const thread = open();
    const closed = thread.close(reason);
    await expect(thread.started).rejects.toBe(reason);
    await closed;
    expect(thread.isReady).toBe(false);
  });
});

it("a worker keeps Node's process alive only while it starts or has a task", async () => {
  const held: boolean[] = [];
  vi.spyOn(Worker.prototype, "ref").mockImplementation(() => void held.push(true));
  vi.spyOn(Worker.prototype, "unref").mockImplementation(() => void held.push(false));
  const thread = open();
  expect(held).not.toContain(false);
  await thread.started;
  expect(held.at(-1)).toBe(false);
  const tasks = [thread.run(power(1)), thread.run(power(2, 30))];
  expect(held.at(-1)).toBe(true);
  await tasks[0];
  expect(held.at(-1)).toBe(true);
  await tasks[1];
  expect(held.at(-1)).toBe(false);
});
