import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import * as source from "../../src/index.ts";
import * as tooltip from "../../web/tooltip/index.ts";

it("the package's names are these and no others", () => {
  expect(Object.keys(source).sort()).toEqual([
    "attachImages",
    "dropdownChart",
    "encodePng",
    "generateBlobs",
    "histogramChart",
    "load",
    "openWorkers",
    "repeatChart",
    "scatterChart",
    "stripChart",
  ]);
});

it("the names of ndpeek/tooltip are these and no others", () => {
  expect(Object.keys(tooltip)).toEqual(["maskOutline", "tooltipHandler"]);
});

it.each([
  ["dist/index.js", source],
  ["dist/tooltip.js", tooltip],
])("the built %s has the source's names, and can be imported where there is no DOM", async (path, { ...names }) => {
  const built: object = await import(pathToFileURL(resolve(path)).href);
  expect(Object.keys(built).sort()).toEqual(Object.keys(names).sort());
});
