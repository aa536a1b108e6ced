import { describe, expect, test, vi } from "vitest";
import { externalChart } from "../../../web/session/external-chart.ts";
import type { OwnChart } from "../../../web/vega-chart/own-chart.ts";

const chartOf = () => ({ finalize: vi.fn(), tooltip: { refresh: vi.fn() } }) as unknown as OwnChart;

function stage() {
  const place = { hidden: true } as HTMLElement;
  const seen: boolean[] = [];
  return { place, seen, external: externalChart(place, (isExternal) => seen.push(isExternal)) };
}

describe("the place of an external chart", () => {
  test("is visible while a chart is drawn, because a hidden place has no width", async () => {
    const { place, external } = stage();
    await external.show(async ({ hidden }) => {
      expect(hidden).toBe(false);
      return chartOf();
    });
    expect(place.hidden).toBe(false);
  });

  test("keeps the chart that is there until the next one is drawn, and if that fails", async () => {
    const { external } = stage();
    const [first, second] = [chartOf(), chartOf()];
    await external.show(async () => first);
    await expect(external.show(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(external.chart).toBe(first);
    expect(first.finalize).not.toHaveBeenCalled();
    await external.show(async () => second);
    expect(external.chart).toBe(second);
    expect(first.finalize).toHaveBeenCalledOnce();
  });

  test("is hidden again if its first chart cannot be drawn", async () => {
    const { place, seen, external } = stage();
    await expect(external.show(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(place.hidden).toBe(true);
    expect(seen).toEqual([]);
  });

  test("gives back a chart that was put aside, or lets go of it", async () => {
    const { seen, external } = stage();
    const chart = chartOf();
    await external.show(async () => chart);
    external.setAside();
    expect(external.chart).toBeUndefined();
    external.bringBack();
    expect(external.chart).toBe(chart);
    external.letGo();
    expect(external.chart).toBe(chart);
    external.setAside();
    external.letGo();
    external.bringBack();
    expect(external.chart).toBeUndefined();
    expect(chart.finalize).toHaveBeenCalledOnce();
    expect(seen).toEqual([true, false, true, false, false]);
  });

  test("aborts a drawing that another one, an aside or a removal has overtaken", async () => {
    for (const overtake of ["show", "setAside", "clear"] as const) {
      const { place, external } = stage();
      let signal: AbortSignal | undefined;
      const drawing = external.show(
        (_, given) =>
          new Promise((_resolve, reject) => {
            signal = given;
            given.addEventListener("abort", () => reject(given.reason));
          }),
      );
      const overtaken = expect(drawing).rejects.toThrow();
      if (overtake === "show") await external.show(async () => chartOf());
      else external[overtake]();
      await overtaken;
      expect(signal!.aborted).toBe(true);
      if (overtake === "show") expect(place.hidden).toBe(false);
    }
  });
});
