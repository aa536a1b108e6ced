import { copyBox } from "../ui/copy-box.ts";
import { element } from "../ui/elements.ts";
import { sizeText } from "../ui/size-text.ts";
import { codePreview } from "./code-preview.ts";
import { exportGroup } from "./export-group.ts";
import type { ExportImages, ExportSource } from "./export-source.ts";
import { countText, embedsImages, exportActions, shownCode } from "./exports.ts";
import { archiveSize, embeddedSize, meanPngSizes } from "./image-sizes.ts";

export type { ExportBlobs, ExportChart, ExportImages, ExportSource } from "./export-source.ts";

/** Everything that can be taken out of the page. */
export interface ExportPanel {
  readonly element: HTMLElement;
  /** What can be had may have changed. */
  refresh(): void;
  finalize(): void;
}

/**
 * The section "Take it with you": the chart, the table, the images and the code of what `source` gives, which is asked at each click; nothing while
 * there is nothing to take.
 */
export function exportPanel(source: () => ExportSource | undefined): ExportPanel {
  const section = element("section", "ndpeek-export");
  const box = copyBox();
  /** Of the images that are there, and whose they are. */
  let measured: { images: ExportImages; stop: AbortController; means?: readonly number[] } | undefined;

  const sizes = () => (measured?.images === source()?.images ? measured?.means : undefined);

  function chartNote(): string {
    const given = source();
    const means = sizes();
    if (!given?.blobs || !means) return "";
    const size = `about ${sizeText(embeddedSize(means, given.table.length, given.blobs))}`;
    return embedsImages(given, given.blobs, means)
      ? `Vega-Lite JSON holds its images, ${size}; the HTML page makes them itself.`
      : `Vega-Lite JSON has no images, which would be ${size}; the HTML page makes them itself.`;
  }

  function imagesNote(): string {
    const given = source();
    const means = sizes();
    if (!given || !means) return "";
    const { length } = given.table;
    return `PNGs and their table in a zip; ${countText(length, "row")} are about ${sizeText(archiveSize(means, length))}.`;
  }

  const actions = exportActions({ source, sizes, box });
  const groups = [
    exportGroup("Chart", actions.chart, chartNote),
    exportGroup("Table", actions.table, () => (source() ? "The areas at the threshold that is shown." : "")),
    exportGroup("Images", actions.images, imagesNote),
    exportGroup("Code", actions.code),
  ];
  const preview = codePreview("Python code", () => {
    const blobs = source()?.blobs;
    return blobs && shownCode(blobs);
  });
  const grid = element("div", "ndpeek-export-groups");
  grid.append(...groups.map((group) => group.element));
  groups.at(-1)!.element.append(box.element);
  section.append(element("h2", "", "Take it with you"), grid, preview.element);

  function show(): void {
    for (const group of groups) group.refresh();
    preview.refresh();
  }

  async function measure({ images, table }: ExportSource): Promise<void> {
    const stop = new AbortController();
    measured = { images, stop };
    // Where it fails nothing is told of sizes; the export itself tells why.
    const means = await meanPngSizes(images, table.length, stop.signal).catch(() => undefined);
    if (!means || stop.signal.aborted) return;
    measured = { images, stop, means };
    show();
  }

  function forget(): void {
    measured?.stop.abort();
    measured = undefined;
  }

  function refresh(): void {
    const given = source();
    if (measured && measured.images !== given?.images) {
      for (const group of groups) group.stop("Stopped: the data are others now");
      forget();
    }
    if (given && !measured) void measure(given);
    show();
  }

  refresh();
  return {
    element: section,
    refresh,
    finalize() {
      forget();
      for (const group of groups) group.finalize();
      preview.finalize();
      section.remove();
    },
  };
}
