import { expect, it } from "vitest";
import { attachImages } from "../../../src/index.ts";
import { distinctStack, points } from "../../fixtures/attach-files.ts";
import { compiled, marks } from "../../fixtures/vega-marks.ts";

it.each([["a\nb"], ["C:\\"], ["C:\\\n"], ['\\"'], ["\u2028\u2029\r"]])(
  "a title %j is the tooltip's, where Vega-Lite's compiler leaves it unescaped",
  async (title) => {
    const encoding = {
      x: { field: "x", type: "quantitative", title },
      tooltip: [
        { field: "g", title },
        { field: "id", title: [title, "2"] },
      ],
    };
    for (const channels of [{ x: encoding.x }, encoding]) {
      for (const images of ["embed", "hover"] as const) {
        const { spec } = attachImages(points(2, { encoding: channels }), distinctStack(2), { images });
        expect(compiled(spec).warnings).toEqual([]);
        const [first] = await marks(spec);
        const { image: _, ...fields } = first!.tooltip;
        expect(fields).toEqual("tooltip" in channels ? { [title]: "a", [`${title}, 2`]: 0 } : { [title]: "0" });
      }
    }
  },
);
