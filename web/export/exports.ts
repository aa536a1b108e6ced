// What can be taken out of the page, by group: what its button says, why it cannot be had, and what taking it does.
import { MEDIA_TYPES } from "../../src/base/media-types.ts";
import { pythonCode } from "../../src/python-code/python-code.ts";
import type { CopyBox } from "../ui/copy-box.ts";
import { save } from "../ui/save.ts";
import { sizeText } from "../ui/size-text.ts";
import { chartJson, chartPage, offlinePage } from "./chart-files.ts";
import { elementCode, frameCode } from "./embed-code.ts";
import type { ExportAction } from "./export-group.ts";
import type { ExportBlobs, ExportSource } from "./export-source.ts";
import { imageArchive } from "./image-archive.ts";
import { embeddedSize, MOST_EMBEDDED, meanPngSizes } from "./image-sizes.ts";
import { tableCsv } from "./table-csv.ts";

/** What is there, the mean bytes of its images' PNGs once they are known, and where text to copy is shown. */
export interface Exportable {
  readonly source: () => ExportSource | undefined;
  readonly sizes: () => readonly number[] | undefined;
  readonly box: CopyBox;
}

/** Pixels of a saved chart for a CSS pixel: sharp in print and on any screen. */
const PNG_SCALE = 2;
/** Points that a page of one file draws in good time. */
const MOST_PAGE_ROWS = 20_000;

const NOTHING = "there is nothing to take yet";
const OWN = "for blobs only, which can be made again from their options";
const UNDRAWN = "the chart is not drawn yet";

export const countText = (count: number, noun: string): string =>
  `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;

function saved(blob: Blob, file: string): string {
  save(blob, file);
  return `${file} saved, ${sizeText(blob.size)}`;
}

type Refusal = (source: ExportSource) => string | undefined;

const needsBlobs: Refusal = ({ blobs }) => (blobs ? undefined : OWN);
const needsChart: Refusal = ({ chart }) => (chart ? undefined : UNDRAWN);
const needsSmallSet: Refusal = (source) => {
  const most = MOST_PAGE_ROWS.toLocaleString("en-US");
  return needsBlobs(source) ?? (source.table.length > MOST_PAGE_ROWS ? `for at most ${most} rows` : undefined);
};
const needsSelection: Refusal = ({ selection }) => (selection.length > 0 ? undefined : "choose rows in the chart first");
const needsHost: Refusal = (source) =>
  needsBlobs(source) ?? (/^https?:/.test(source.link) ? undefined : "this page is a file, which other pages cannot show");

/** Whether the JSON of the chart has its images inside: where they are few enough. */
export const embedsImages = ({ table }: ExportSource, blobs: ExportBlobs, sizes: readonly number[]): boolean =>
  embeddedSize(sizes, table.length, blobs) <= MOST_EMBEDDED;

/** The Python code of what is shown. */
export const shownCode = ({ set, threshold, kind, metric }: ExportBlobs): string =>
  pythonCode({ ...set.options, threshold }, { chart: kind, metric });

export function exportActions({ source, sizes, box }: Exportable): Record<"chart" | "table" | "images" | "code", ExportAction[]> {
  type Take = (source: ExportSource, job: Parameters<ExportAction["take"]>[0]) => Promise<string>;

  const action = (label: string | (() => string), refusal: Refusal, take: Take): ExportAction => ({
    label: typeof label === "string" ? () => label : label,
    refusal: () => {
      const given = source();
      return given ? refusal(given) : NOTHING;
    },
    take: (job) => take(source()!, job),
  });

  const archive = (rows: (source: ExportSource) => ArrayLike<number>, what: string): Take => {
    return async (given, job) => {
      const chosen = rows(given);
      const blob = await imageArchive(given, chosen, job);
      return `${saved(blob, `${given.name}-${what}.zip`)}, ${countText(chosen.length, "row")}`;
    };
  };
  const allRows = ({ table }: ExportSource): ArrayLike<number> => Uint32Array.from({ length: table.length }, (_, row) => row);
  const selected = (): number => source()?.selection.length ?? 0;

  return {
    chart: [
      action("PNG", needsChart, async ({ name, chart }) => saved(await chart!.png(PNG_SCALE), `${name}.png`)),
      action("SVG", needsChart, async ({ name, chart }) =>
        saved(new Blob([await chart!.svg()], { type: MEDIA_TYPES.svg }), `${name}.svg`),
      ),
      action("Vega-Lite JSON", needsBlobs, async (given, job) => {
        const means = sizes() ?? (await meanPngSizes(given.images, given.table.length));
        const images = embedsImages(given, given.blobs!, means) ? "embed" : "none";
        return saved(await chartJson(given, given.blobs!, images, job), `${given.name}.vl.json`);
      }),
      action("HTML page", needsSmallSet, async (given, job) =>
        saved(await chartPage(given, given.blobs!, await offlinePage(), job), `${given.name}.html`),
      ),
    ],
    table: [
      action(
        "CSV",
        () => undefined,
        async (given, { signal }) =>
          `${saved(await tableCsv(given, { signal }), `${given.name}.csv`)}, ${countText(given.table.length, "row")}`,
      ),
    ],
    images: [
      action(
        () => `Selected rows (${selected().toLocaleString("en-US")})`,
        needsSelection,
        archive(({ selection }) => selection, "selection"),
      ),
      action("All rows", () => undefined, archive(allRows, "images")),
    ],
    code: [
      action("Python", needsBlobs, async ({ blobs }) => {
        const code = shownCode(blobs!);
        await box.copy(code);
        return `Python copied, ${code.split("\n").length - 1} lines`;
      }),
      action("Element", needsHost, async ({ link }) => {
        await box.copy(elementCode({ link }));
        return "Element for another page copied, two lines";
      }),
      action("Frame", needsHost, async ({ link, title }) => {
        await box.copy(frameCode({ link, title }));
        return "Frame for another page copied";
      }),
      action("Link", needsBlobs, async ({ link }) => {
        await box.copy(link);
        return "Link to this view copied";
      }),
    ],
  };
}
