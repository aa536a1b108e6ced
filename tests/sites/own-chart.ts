import type { Locator } from "playwright-core";
import { expect } from "vitest";
import { attachImages } from "../../src/index.ts";
import { expectCard } from "./viewer-checks.ts";

const POINTS = [
  { a: 1, b: 2 },
  { a: 2, b: 1 },
  { a: 3, b: 3 },
];
const SPEC = {
  data: { values: POINTS },
  mark: "point",
  encoding: { x: { field: "a", type: "quantitative" }, y: { field: "b", type: "quantitative" } },
};
const STACK = { values: Array.from({ length: 3 * 96 * 96 }, (_, i) => (i * 2654435761) % 1009), shape: [3, 96, 96] };

/** The PNGs that `ndpeek attach` would write. */
function attached(): string[] {
  const { spec } = attachImages(SPEC, { data: Float64Array.from(STACK.values), shape: STACK.shape });
  return JSON.stringify(spec).match(/data:image\/png;base64,[\w+/=]+/g)!;
}

/** A chart that the page brings is drawn, with the images of its stack behind the marks. */
export async function expectOwnChart(viewer: Locator): Promise<void> {
  await viewer.evaluate(
    (element, { spec, stack }) =>
      new Promise((drawn) => {
        element.addEventListener("ndpeek-ready", drawn, { once: true });
        const source = { data: Float64Array.from(stack.values), shape: stack.shape };
        Object.assign(element, { source, spec });
      }),
    { spec: SPEC, stack: STACK },
  );
  const marks = viewer.locator(".ndpeek-charts .mark-symbol path");
  expect(await marks.count()).toBe(POINTS.length);
  const uris = attached();
  expect(uris).toHaveLength(POINTS.length);
  for (const [i, uri] of uris.entries()) {
    const { x, y, width, height } = (await marks.nth(i).boundingBox())!;
    const { a, b } = POINTS[i]!;
    await expectCard(viewer, { x: x + width / 2, y: y + height / 2 }, { fields: { a: String(a), b: String(b) }, uri });
  }
}
