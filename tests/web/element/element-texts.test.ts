import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { blobOptionTable } from "../../../src/blobs/options.ts";
import { CHART_KINDS } from "../../../src/draw/peek-table.ts";
import { COLOUR_MAPS } from "../../../src/pictures/colour-maps.ts";
import { ATTRIBUTE_NAMES } from "../../../web/element/element-texts.ts";
import { CHART_NAMES, CMAP_NAMES, SCHEME_NAMES } from "../../../web/point-chart/chart-names.ts";
import { CHOICES } from "../../../web/session/view-state.ts";

const html = readFileSync("web/page/index.html", "utf8");

/** The options of a list of the page's, by value. */
const listOf = (id: string): Record<string, string> => {
  const [, options = ""] = new RegExp(`<select id="${id}"[^>]*>(.*?)</select>`).exec(html) ?? [];
  return Object.fromEntries(
    [...options.matchAll(/<option value="([^"]*)"[^>]*>([^<]*)<\/option>/g)].map(([, value, text]) => [value!, text!]),
  );
};

describe("the names of choices", () => {
  test.each([
    ["chart", CHART_NAMES, CHART_KINDS],
    ["scheme", SCHEME_NAMES, CHOICES.find(({ name }) => name === "scheme")!.values],
    ["cmap", CMAP_NAMES, COLOUR_MAPS],
  ] as const)("of %s are those of the page's list, and none is missing", (id, names, values) => {
    expect(names).toEqual(listOf(id));
    expect(Object.keys(names).toSorted()).toEqual([...values].toSorted());
  });
});

describe("the element's attributes", () => {
  test("are the data set's options, with the image's width by its own name, and what its reference lists", () => {
    for (const { flag } of blobOptionTable) expect(ATTRIBUTE_NAMES).toContain(flag === "width" ? "image-width" : flag);
    const reference = readFileSync("docs/element.md", "utf8");
    for (const name of [...ATTRIBUTE_NAMES, "loading", "poster"]) expect(reference).toContain(`\`${name}\``);
  });
});

describe("the script without a document", () => {
  test("does nothing, and gives the class", async () => {
    const { NdpeekViewer } = (await import(pathToFileURL("dist/web/ndpeek-viewer.js").href)) as { NdpeekViewer: unknown };
    expect(typeof NdpeekViewer).toBe("function");
    expect("customElements" in globalThis).toBe(false);
  });
});
