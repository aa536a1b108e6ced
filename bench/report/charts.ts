// A result as Vega-Lite charts.
import type { BenchCase } from "../cases.ts";
import type { BenchResult } from "../result.ts";
import type { ReportChart } from "./chart-parts.ts";
import { curveChart } from "./curve-chart.ts";
import { limitChart } from "./limit-chart.ts";
import { poolChart } from "./pool-chart.ts";
import { ratioChart } from "./ratio-chart.ts";

const isPlain = (one: BenchCase): boolean =>
  "dtype" in one && one.dtype === "f64" && (!("images" in one) || one.images === undefined);

const sizeOf = (one: BenchCase): number => ("width" in one ? one.width : 0);
const sigmaOf = (one: BenchCase): number => ("sigma" in one ? one.sigma : 0);

/** The charts that a result has data for. */
export function chartsOf(result: BenchResult): ReportChart[] {
  const of = (test: (one: BenchCase) => boolean) => result.cases.filter((one) => test(one.case));
  const gaussians = of((one) => one.kernel === "gaussian" && isPlain(one) && !one.precision);
  const boxes = of((one) => one.kernel === "box" && isPlain(one));
  const sizes = { title: "pixels a side", read: sizeOf };
  return [
    ...ratioChart(result),
    ...curveChart(
      "size-gaussian",
      "Gaussian, σ 5: time a pixel over size",
      gaussians.filter((one) => sigmaOf(one.case) === 5),
      sizes,
    ),
    ...curveChart(
      "sigma",
      "Gaussian, 512²: time a pixel over σ",
      gaussians.filter((one) => sizeOf(one.case) === 512),
      { title: "sigma", read: sigmaOf },
    ),
    ...curveChart("size-box", "Box 38: time a pixel over size", boxes, sizes),
    ...poolChart(of((one) => one.kernel === "pool")),
    ...limitChart(result),
  ];
}
