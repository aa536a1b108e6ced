import { expect, it } from "vitest";
import { runCli } from "../fixtures/run-cli.ts";

it("ndpeek blobs refuses --workers in one line on a Node without process.getBuiltinModule, and works without it", async () => {
  const env = { ...process.env, NODE_OPTIONS: '--import "data:text/javascript,delete process.getBuiltinModule"' };
  const blobs = ["blobs", "--rows", "20", "--format", "csv", "--out", "-"];
  const needed = `0 on Node ${process.versions.node}, because workers need Node 20.16 or newer (process.getBuiltinModule)`;
  expect(await runCli([...blobs, "--workers", "2"], undefined, undefined, env)).toEqual({
    code: 2,
    stdout: "",
    stderr: `ndpeek: --workers: expected ${needed}, got 2\n`,
  });
  const [old, today] = await Promise.all([runCli(blobs, undefined, undefined, env), runCli(blobs)]);
  expect(old).toEqual(today);
  expect(old.code).toBe(0);
});
