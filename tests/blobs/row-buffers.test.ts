import { readFile } from "node:fs/promises";
import asc from "assemblyscript/asc";
import { expect, it } from "vitest";
import { FIELD_OFFSETS, STRUCT_BYTES } from "../../src/blobs/rows/row-buffers.ts";

it("RowBuffers has the fields, the offsets and the size that the AssemblyScript compiler gives it", async () => {
  const names = Object.keys(FIELD_OFFSETS);
  const source = [
    await readFile("assembly/row-buffers.ts", "utf8"),
    ...names.map((name) => `export const ${name}: i32 = offsetof<RowBuffers>("${name}");`),
    "export const bytes: i32 = offsetof<RowBuffers>();",
  ].join("\n");
  const { error, stderr, binary } = await asc.compileString(source, { runtime: "stub" });
  expect(error, stderr.toString()).toBeNull();
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary as Uint8Array<ArrayBuffer>), {});
  const numberOf = (name: string): number => (exports[name] as WebAssembly.Global).value;
  expect(Object.fromEntries(names.map((name) => [name, numberOf(name)]))).toEqual(FIELD_OFFSETS);
  // A field that only one side has makes the sizes differ.
  expect(numberOf("bytes")).toBe(STRUCT_BYTES);
});
