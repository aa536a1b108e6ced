import type { BlobSet } from "../blobs/blob-set.ts";
import { METRIC_NAMES, METRICS } from "../blobs/metrics.ts";
import { literals } from "./expressions.ts";
import { referenceExpression } from "./image-reference.ts";
import { niceEnd } from "./nice-end.ts";
import { type ChartOptions, checkChart } from "./options.ts";
import { areaField, tooltipOf } from "./points.ts";
import { LEGEND_OFFSET, legendColumns, SCATTER_HEIGHT, scatterView } from "./scatter-view.ts";
import { areaTitle, checkSet, describe, groupsOf, highestArea, hueTransform, indices, SCHEMA } from "./set-words.ts";
import { CHART_TITLES } from "./titles.ts";
import type { ChartWords, PointWords } from "./words.ts";

const DEFAULTS = { title: CHART_TITLES.scatter, width: 400 };
/** As narrow as a page may be. */
const NARROWEST = 250;

/**
 * The area of a row's first image along x, that of its second upwards, in the colour of its group; both images in the tooltip.
 *
 * @returns plain Vega-Lite v6 JSON, data inside
 * @example
 * const spec = scatterChart(await generateBlobs(), { images: "hover", width: "container" });
 */
export function scatterChart(set: BlobSet, options?: ChartOptions): object {
  checkSet(set);
  const chart = checkChart(options, DEFAULTS);
  const groups = groupsOf(set);
  const words: ChartWords = {
    title: { text: chart.title, subtitle: areaTitle(set) },
    width: chart.width,
    plotWidth: "width",
    height: SCATTER_HEIGHT,
    groups: literals(groups),
    places: indices(groups),
    groupTitle: null,
    areas: METRICS.map(({ field, name }) => ({
      title: name,
      domain: [0, niceEnd(highestArea(set, [field]))] as const,
    })),
    hues: indices(groups),
  };
  const measured = METRICS.map(({ field, name }) => areaField(field, name));
  const areas = METRICS.map(({ field, name }) => `'${name} area ' + format(datum.${field}, '.4f')`);
  const points: PointWords = {
    data: { values: set.rows({ images: chart.images === "embed" ? "both" : "none", labels: chart.labels }) },
    transform: [
      hueTransform(groups),
      ...(chart.images === "hover" ? [{ calculate: referenceExpression("'both'"), as: "image" }] : []),
    ],
    tooltip: tooltipOf(chart, measured),
    description: { expr: `'Row ' + datum.row + ', group ' + datum.group + ', ' + ${areas.join(" + ', ' + ")}` },
  };
  // A legend whose rows changed with the width would take room that Vega has given away.
  const columns = legendColumns(groups, chart.width === "container" ? NARROWEST : chart.width);
  const legend = { columns, offset: LEGEND_OFFSET };
  return {
    $schema: SCHEMA,
    title: words.title,
    description: describe(set, chart.title, METRIC_NAMES),
    width: words.width,
    height: words.height,
    ...scatterView(words, points, groups.length > 1 ? legend : undefined),
  };
}
