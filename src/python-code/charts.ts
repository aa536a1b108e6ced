// The charts in Altair, of a data frame `df` and of `circle_pictures` and `square_pictures`, lists of arrays of greys.
import type { ImageName } from "../blobs/rows/blob-picture.ts";

const JITTER = `\
# A place within its group for each point: seeded, so that it is the same whenever the chart is drawn
df["jitter"] = np.random.default_rng(0).random(n_rows)
`;

const PICTURES: Readonly<Record<ImageName, string>> = { image1: "circle_pictures", image2: "square_pictures" };

const one = (metric: ImageName): string => `\
df["image"] = [data_uri(picture) for picture in ${PICTURES[metric]}]
`;

/** The tutorial's tooltip, its gap too. */
const BOTH = `\
# Circle and square side by side, a white gap between them
gap = np.full((img_width, 10), 255, dtype="uint8")
df["image"] = [data_uri(np.hstack([left, gap, right])) for left, right in zip(circle_pictures, square_pictures)]
`;

const EACH = `\
df["image1_base64"] = [data_uri(picture) for picture in circle_pictures]
df["image2_base64"] = [data_uri(picture) for picture in square_pictures]
`;

const strip = (name: string, metric: ImageName): string => `\
${name} = alt.Chart(df, width=500, height=alt.Step(40)).mark_circle().encode(
    x=alt.X("${metric}_area:Q", title=area_title),
    y=alt.Y("group:N", title="Group"),
    yOffset="jitter:Q",
    color=alt.Color("group:N", legend=None),
    tooltip=["image:N", "group:N", "${metric}_area:Q"],
)
`;

/** The code of each chart, its data made ready; the chart is `chart`. */
export const PYTHON_CHARTS = {
  strip: (metric: ImageName): string => `${one(metric)}${JITTER}
${strip("chart", metric)}`,

  scatter: (): string => `${BOTH}
chart = alt.Chart(df, width=400, height=300).mark_circle().encode(
    x=alt.X("image1_area:Q", title=f"Image 1 (circle): {area_title}"),
    y=alt.Y("image2_area:Q", title=f"Image 2 (square): {area_title}"),
    color="group:N",
    tooltip=["image:N", "group:N", "image1_area:Q", "image2_area:Q"],
)
`,

  histogram: (metric: ImageName): string => `${one(metric)}${JITTER}
bars = alt.Chart(df, width=500, height=150).mark_bar().encode(
    x=alt.X("${metric}_area:Q", bin=alt.Bin(maxbins=40), title=None),
    y=alt.Y("count()", title="Rows"),
    color="group:N",
    tooltip=["group:N", "count()"],
)
${strip("points", metric)}\
chart = alt.vconcat(bars, points).resolve_scale(x="shared")
`,

  repeat: (): string => `${BOTH}${JITTER}
chart = alt.Chart(df, width=alt.Step(40)).mark_circle().encode(
    x="group:N",
    xOffset="jitter:Q",
    y=alt.Y(alt.repeat(), type="quantitative"),
    tooltip=["image:N", "group:N", "image1_area:Q", "image2_area:Q"],
    color="group:N",
).repeat(
    ["image1_area", "image2_area"]
).resolve_scale(
    y="shared"
).properties(
    title="Comparison of blob areas"
)
`,

  dropdown: (): string => `${EACH}${JITTER}
metric = alt.param(
    name="metric",
    value="image1_area",
    bind=alt.binding_select(options=["image1_area", "image2_area"], name="Image metric "),
)
chart = alt.Chart(df, width=alt.Step(40)).mark_circle().encode(
    x="group:N",
    xOffset="jitter:Q",
    y=alt.Y("area:Q", title=area_title),
    tooltip=["image:N", "group:N", "area:Q"],
    color="group:N",
).transform_calculate(
    # The column that is chosen, and the image that belongs to it
    area="datum[metric]",
    image="datum[replace(metric, '_area', '_base64')]",
).properties(
    title=alt.TitleParams(text=alt.expr("'Area of blobs: ' + metric"))
).add_params(
    metric
)
`,
} as const;

export type PythonChart = keyof typeof PYTHON_CHARTS;
