import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import * as source from "../src/index.ts";

it("the package's names are these and no others", () => {
  expect(Object.keys(source).sort()).toEqual(["dropdownChart", "encodePng", "generateBlobs", "load", "repeatChart"]);
});

it("the built package has the source's names", async () => {
  const built: object = await import(pathToFileURL(resolve("dist/index.js")).href);
  expect(Object.keys(built).sort()).toEqual(Object.keys(source).sort());
});
