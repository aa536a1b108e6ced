import { afterEach, describe, expect, it } from "vitest";
import { generateBlobs, openWorkers } from "../../src/index.ts";
import { range, rejected, thrown } from "../fixtures/refusal.ts";

const { getBuiltinModule } = process;
const { version } = process;
const NEEDED = `0 on Node ${version.slice(1)}, because workers need Node 20.16 or newer (process.getBuiltinModule)`;
/** Larger than what this thread does in any case. */
const large = { rows: 2500, width: 70, seed: 8, stream: "spawn" } as const;

const literally = (text: string) => new RegExp(`^${text.replace(/[().]/g, "\\$&")}$`);

describe("on a Node without process.getBuiltinModule", () => {
  const age = (): void => {
    Reflect.deleteProperty(process, "getBuiltinModule");
  };
  afterEach(() => {
    process.getBuiltinModule = getBuiltinModule;
  });

  it("generateBlobs and openWorkers refuse workers that they are asked for, and say what is needed", async () => {
    age();
    expect(await rejected(generateBlobs({ rows: 2, workers: 2 }))).toEqual(
      range(literally(`workers: expected ${NEEDED}, got 2`)),
    );
    expect(thrown(() => openWorkers({ workers: 1 }))).toEqual(range(literally(`workers: expected ${NEEDED}, got 1`)));
    expect(openWorkers({ workers: 0 }).workers).toBe(0);
  });

  it("generateBlobs and a pool work on this thread by default, to the same bits", async () => {
    const expected = (await generateBlobs({ ...large, workers: 0 })).columns;
    age();
    expect((await generateBlobs(large)).columns).toEqual(expected);
    expect((await generateBlobs({ ...large, workers: 0 })).columns).toEqual(expected);
    const pool = openWorkers();
    expect((await generateBlobs({ ...large, pool })).columns).toEqual(expected);
    await pool.close();
  });
});
