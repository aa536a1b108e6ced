import { checkChoice, checkOptions } from "../base/checks.ts";
import { type BlobOptions, blobSettings } from "../blobs/options.ts";
import { IMAGE_NAMES, type ImageName } from "../blobs/rows/blob-picture.ts";
import type { BlobSettings } from "../blobs/rows/settings.ts";
import { PYTHON_CHARTS, type PythonChart } from "./charts.ts";
import { pythonNumber, pythonNumbers, pythonSeed, pythonText, pythonTexts } from "./literals.ts";

export interface PythonCodeOptions {
  /** Default `"repeat"`. */
  chart?: PythonChart;
  /** What a strip or a histogram shows. Default `"image1"`. */
  metric?: ImageName;
}

/** Altair refuses longer tables unless it is told to take them. */
const ALTAIR_ROWS = 5000;

const settingsCode = ({ rows, seed, width, threshold, groups, circle, square }: BlobSettings): string => `\
n_rows = ${rows}
seed = ${pythonSeed(seed)}
img_width = ${width}
threshold = ${pythonNumber(threshold)}
groups = ${namesCode(groups)}
circle_sizes = ${pythonNumbers(circle.sizes)}  # standard deviations, as shares of the width
square_sizes = ${pythonNumbers(square.sizes)}  # sides, as shares of the width
square_mean = ${pythonNumber(square.mean)}  # of the noise
`;

/** NumPy's own array of strings would lose a NUL at a name's end. */
const namesCode = (names: readonly string[]): string =>
  names.some((name) => name.endsWith("\0")) ? `np.array(${pythonTexts(names)}, dtype=object)` : pythonTexts(names);

const blobCode = ({ dims }: BlobSettings): string => `\
def create_blob(rng, shape):
    """${dims === 3 ? "A volume" : "An image"} with one blob: a blurred pixel, or a square of noise. The maximum is 1."""
    mask = np.zeros((img_width,) * ${dims})
    mask[tuple((img_width * rng.random(${dims})).astype(int))] = 1
    if shape == "circle":
        img = ndi.gaussian_filter(mask, sigma=rng.choice(circle_sizes) * img_width)
    else:
        img = ndi.uniform_filter(mask, size=rng.choice(square_sizes) * img_width, mode="constant")
        img = img * rng.normal(square_mean, size=(img_width, img_width))
    return img / img.max()
`;

const MEASURE_IMAGE = `\
def measure(img):
    """The share of pixels above the threshold, and the image in greys; values outside 0 to 1 become black or white."""
    return (img > threshold).mean(), np.clip(255 * img, 0, 255).astype("uint8")
`;

const MEASURE_VOLUME = `\
def measure(img):
    """The share of voxels above the threshold, and the volume's maximum from the front in greys, cut off at black and white."""
    return (img > threshold).mean(), np.clip(255 * img.max(axis=0), 0, 255).astype("uint8")
`;

const ONE_STREAM = `\
# All circles, then all squares, then all groups, from one random stream
rng = np.random.default_rng(seed)
circles = [measure(create_blob(rng, "circle")) for _ in range(n_rows)]
squares = [measure(create_blob(rng, "square")) for _ in range(n_rows)]
group = rng.choice(groups, size=n_rows)
`;

const STREAM_A_ROW = `\
# A random stream for each row: its circle, its square, its group
circles, squares, group = [], [], []
for child in np.random.SeedSequence(seed).spawn(n_rows):
    rng = np.random.default_rng(child)
    circles.append(measure(create_blob(rng, "circle")))
    squares.append(measure(create_blob(rng, "square")))
    group.append(rng.choice(groups))
`;

const TABLE = `\
image1_area, circle_pictures = zip(*circles)
image2_area, square_pictures = zip(*squares)
df = pd.DataFrame({"group": group, "image1_area": image1_area, "image2_area": image2_area})
`;

const DATA_URI = `\
def data_uri(picture):
    """The picture as a PNG in text, which a tooltip shows when the column is called "image"."""
    file = BytesIO()
    Image.fromarray(picture).save(file, format="PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()
`;

const headCode = ({ rows, dims }: BlobSettings): string => `\
# ${rows === 1 ? "A circle and a square" : `${rows} circles and ${rows} squares`}, their areas, and a chart that shows the ${dims === 3 ? "volumes" : "images"} in its tooltips.
# pip install "numpy>=1.24" scipy pandas pillow "altair>=5.5"
import base64
from io import BytesIO

import altair as alt
import numpy as np
import pandas as pd
from PIL import Image
from scipy import ndimage as ndi
`;

/**
 * Python code that draws the same data set by NumPy and SciPy, its table equal to that of `generateBlobs` to the last digit, and a chart of it
 * by Altair whose tooltips show the images. After it has run, `df` is the table and `chart` the chart.
 *
 * @throws as `generateBlobs` where an option stands for nothing
 * @example
 * pythonCode({ rows: 50, seed: 7 }, { chart: "strip", metric: "image2" });
 */
export function pythonCode(options?: BlobOptions, about?: PythonCodeOptions): string {
  const settings = blobSettings(options);
  const given = checkOptions(about, "about", ["chart", "metric"]);
  const chart = checkChoice(given.chart ?? "repeat", "chart", Object.keys(PYTHON_CHARTS) as PythonChart[]);
  const metric = checkChoice(given.metric ?? "image1", "metric", IMAGE_NAMES);
  const areaTitle = `Area: share of ${settings.dims === 3 ? "voxels" : "pixels"} > ${settings.threshold}`;
  return [
    headCode(settings),
    `${settingsCode(settings)}\n`,
    `${blobCode(settings)}\n`,
    `${settings.dims === 3 ? MEASURE_VOLUME : MEASURE_IMAGE}\n`,
    settings.stream === "numpy" ? ONE_STREAM : STREAM_A_ROW,
    `${TABLE}\n`,
    `${DATA_URI}\n`,
    settings.rows > ALTAIR_ROWS ? "alt.data_transformers.disable_max_rows()\n" : "",
    `area_title = ${pythonText(areaTitle)}\n${PYTHON_CHARTS[chart](metric)}`,
    'chart  # chart.save("blobs.html") writes a page\n',
  ]
    .filter((part) => part !== "")
    .join("\n");
}
