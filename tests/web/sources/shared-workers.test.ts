import { expect, it } from "vitest";
import { generateBlobs } from "../../../src/index.ts";
import { shareWorkers } from "../../../web/sources/shared-workers.ts";

it("viewers share a pool from the first to the last, and those that come after have another", async () => {
  const [one, other] = [shareWorkers(), shareWorkers()];
  expect(one.pool).toBe(other.pool);
  one.leave();
  one.leave();
  expect((await generateBlobs({ rows: 2, pool: other.pool })).length).toBe(2);
  other.leave();
  await expect(generateBlobs({ rows: 2, pool: other.pool })).rejects.toThrow("the pool is closed");
  const next = shareWorkers();
  expect((await generateBlobs({ rows: 2, pool: next.pool })).length).toBe(2);
  next.leave();
});
