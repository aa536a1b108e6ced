import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { blobOptionTable } from "../../../src/blobs/options.ts";
import { ATTRIBUTE_NAMES } from "../../../web/element/element-texts.ts";

describe("the element's attributes", () => {
  test("are the data set's options, with the image's width by its own name, and what its reference lists", () => {
    for (const { flag } of blobOptionTable) expect(ATTRIBUTE_NAMES).toContain(flag === "width" ? "image-width" : flag);
    const reference = readFileSync("docs/element.md", "utf8");
    for (const name of [...ATTRIBUTE_NAMES, "loading", "poster"]) expect(reference).toContain(`\`${name}\``);
  });
});

describe("the script without a document", () => {
  test("does nothing, and gives the class", { tags: "built" }, async () => {
    const { NdpeekViewer } = (await import(pathToFileURL("dist/web/ndpeek-viewer.js").href)) as { NdpeekViewer: unknown };
    expect(typeof NdpeekViewer).toBe("function");
    expect("customElements" in globalThis).toBe(false);
  });
});
