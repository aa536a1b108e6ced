import { readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { inflate, inflateNow } from "../../src/base/inflate.ts";
import { kernelBytes } from "../../src/kernels/source.ts";

const { getBuiltinModule } = process;

const onPage = (): void => {
  Reflect.deleteProperty(process, "getBuiltinModule");
};

afterEach(() => {
  process.getBuiltinModule = getBuiltinModule;
  vi.unstubAllGlobals();
});

describe.each([
  ["Node", () => {}],
  ["a page", onPage],
])("in %s", (_, enter) => {
  it("what zlib has deflated comes back, at once and by a promise", async () => {
    enter();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000, max: 20 }), async (bytes) => {
        const deflated = new Uint8Array(deflateRawSync(bytes, { level: 9 }));
        expect(new Uint8Array(inflateNow(deflated))).toEqual(bytes);
        expect(new Uint8Array(await inflate(deflated))).toEqual(bytes);
      }),
    );
  });

  it("the kernels in the package are those that asc made", async () => {
    enter();
    expect(Buffer.compare(await kernelBytes(), readFileSync("build/kernels.wasm"))).toBe(0);
  });
});

it("a browser that cannot inflate the kernels is told what it needs", async () => {
  onPage();
  vi.stubGlobal("DecompressionStream", undefined);
  await expect(kernelBytes()).rejects.toThrow(
    'module: expected DecompressionStream("deflate-raw") (Chrome 103, Firefox 113, Safari 16.4 or newer), or ndpeek\'s kernels.wasm as the module, got neither',
  );
});
