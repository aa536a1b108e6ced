import { show } from "./checks.ts";

/** What an offline page shows; see {@link chartHtml}. */
export interface ChartPage {
  /** A Vega-Lite spec, data inside. */
  readonly spec: object;
  readonly title: string;
  readonly images: "embed" | "hover" | "none";
  /** For images "hover": JSON-able options of `generateBlobs` (the seed as a list of uint32 words), from which the page makes the images. */
  readonly blobs?: object;
  /** For images "hover": whether im1 / im2 are written into the images. Default true. */
  readonly labels?: boolean;
}

const HOLES = [
  "<title>ndpeek</title>",
  "<h1>ndpeek</h1>",
  '<script type="application/json" id="ndpeek-chart"></script>',
] as const;

const escapeText = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** JSON that may stand within a script element: no `<`, hence neither an end tag nor a comment; no line ends that old parsers trip over. */
function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

/**
 * Puts a chart into the built offline page (`dist/offline.html`), whose text is `page`; returns the complete HTML.
 * Throws an Error where `page` has no place for it.
 */
export function chartHtml(page: string, chart: ChartPage): string {
  const title = escapeText(chart.title);
  const heading = "title" in chart.spec ? '<h1 class="ndpeek-drawn">' : "<h1>";
  const contents = [`<title>${title}</title>`, `${heading}${title}</h1>`, HOLES[2].replace("><", () => `>${scriptJson(chart)}<`)];
  let html = "";
  let rest = page;
  for (const [i, hole] of HOLES.entries()) {
    const at = rest.indexOf(hole);
    if (at < 0) throw new Error(`page: expected the built offline page with ${hole}, got ${show(page)}`);
    html += rest.slice(0, at) + contents[i];
    rest = rest.slice(at + hole.length);
  }
  return html + rest;
}
