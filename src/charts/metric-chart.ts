// What the charts of one image's areas have in common.

import type { BlobSet } from "../blobs/blob-set.ts";
import { METRICS } from "../blobs/metrics.ts";
import type { ImageName } from "../blobs/rows/blob-picture.ts";
import { literal, literals } from "./expressions.ts";
import { referenceExpression } from "./image-reference.ts";
import { LABELS } from "./labels.ts";
import type { CheckedChart } from "./options.ts";
import { jitter, METRIC_AND_AREA, metricDescription, tooltipOf } from "./points.ts";
import { areaOfBoth, groupsOf, hueTransform, indices } from "./set-words.ts";
import { stripHeight } from "./strip-view.ts";
import type { ChartWords, PointWords } from "./words.ts";

type MetricChart = CheckedChart & { readonly metric: ImageName };

const metricOf = ({ metric }: MetricChart) => METRICS.find(({ image }) => image === metric)!;

export function metricWords(set: BlobSet, chart: MetricChart): ChartWords & { readonly name: string } {
  const groups = groupsOf(set);
  const { name } = metricOf(chart);
  return {
    name,
    title: { text: chart.title, subtitle: name },
    width: chart.width,
    plotWidth: "width",
    height: stripHeight(groups.length),
    groups: literals(groups),
    places: indices(groups),
    groupTitle: LABELS.group,
    areas: [areaOfBoth(set)],
    hues: indices(groups),
  };
}

/** The set's rows with the image of one metric alone. */
function rowsOf(set: BlobSet, { images, labels, metric }: MetricChart): object[] {
  const rows = set.rows();
  if (images !== "embed") return rows;
  return rows.map((row) => ({ ...row, image: set.dataUri(row.row, { which: metric, labels }) }));
}

/** The points: `shared` gives each datum its `hue`, `area`, `metric` and image, `strips` its `jitter`. */
export function metricPoints(
  set: BlobSet,
  chart: MetricChart,
): Omit<PointWords, "transform"> & { readonly shared: object[]; readonly strips: object[] } {
  const { field, name, image } = metricOf(chart);
  return {
    data: { values: rowsOf(set, chart) },
    shared: [
      hueTransform(groupsOf(set)),
      { calculate: `datum.${field}`, as: "area" },
      { calculate: literal(name), as: "metric" },
      ...(chart.images === "hover" ? [{ calculate: referenceExpression(literal(image)), as: "image" }] : []),
    ],
    strips: jitter(["hue"], ["area"]),
    tooltip: tooltipOf(chart, METRIC_AND_AREA),
    description: metricDescription,
  };
}
