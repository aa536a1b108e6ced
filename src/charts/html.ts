import { show } from "../base/checks.ts";
import { htmlText } from "../base/html-text.ts";
import { MEDIA_TYPES } from "../base/media-types.ts";
import type { PackedStack } from "../io/packed-stack.ts";
import type { PixelOptions } from "../pictures/pixel-options.ts";

/** What an offline page shows; see {@link chartHtml}. */
export interface ChartPage {
  /** A Vega-Lite spec, data inside. */
  readonly spec: object;
  readonly title: string;
  /** Whether the title stands above the chart, or is only read out because the chart has one of its own. Default `"hidden"`. */
  readonly heading?: "hidden" | "shown";
  readonly images: "embed" | "hover" | "none";
  /** For images "hover": JSON-able options of `generateBlobs` (the seed as a list of uint32 words), from which the page makes the images. */
  readonly blobs?: object;
  /** For images "hover" of stacks: how each is read out of its element, `ndpeek-stack-0` and so on, and its range of values. */
  readonly stacks?: readonly (PackedStack & { readonly range?: readonly [low: number, high: number] })[];
  /** How their values become pixels. */
  readonly pixels?: PixelOptions;
  /** What their images are called. */
  readonly names?: readonly string[];
  /** Where the border of a mask is drawn over them. */
  readonly threshold?: number;
  /** For images "hover": whether im1 / im2 are written into the images. Default true. */
  readonly labels?: boolean;
}

/** JSON text, or a piece of it, that may stand within a script element: no `<`, hence neither an end tag nor a comment; no odd line ends. */
export const scriptJson = (json: string): string =>
  json.replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");

/** What an offline page calls the elements of its stacks, before their numbers. */
export const STACK_ID = "ndpeek-stack";

/** What stands around text that a page keeps and neither shows nor runs. */
export const dataElement = (id: string): [string, string] => [`<script type="${MEDIA_TYPES.plain}" id="${id}">`, "</script>\n"];

/**
 * The HTML before and after a chart's JSON in the built offline page (`dist/offline.html`), whose text is `page`. Throws an Error where `page` has
 * no place for it.
 */
export function aroundChart(page: string, { title, heading = "hidden" }: Pick<ChartPage, "title" | "heading">): [string, string] {
  const text = htmlText(title);
  const parts = [
    { hole: "{{title}}", content: text },
    { hole: "{{heading}}", content: heading },
    { hole: "{{title}}", content: text },
    { hole: '"{{chart}}"', content: "" },
  ];
  let html = "";
  let rest = page;
  for (const { hole, content } of parts) {
    const at = rest.indexOf(hole);
    if (at < 0) throw new Error(`page: expected the built offline page with ${hole}, got ${show(page)}`);
    html += rest.slice(0, at) + content;
    rest = rest.slice(at + hole.length);
  }
  return [html, rest];
}

/** The complete HTML of a chart. */
export function chartHtml(page: string, { heading, ...chart }: ChartPage): string {
  const [before, after] = aroundChart(page, { title: chart.title, ...(heading && { heading }) });
  return before + scriptJson(JSON.stringify(chart)) + after;
}
