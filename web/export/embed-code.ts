// What shows a view of the page's in another page. The viewer's files lie beside the page's.
import { htmlText } from "../../src/base/html-text.ts";

/** A view, and where the page that shows it lies. */
export interface Embedding {
  /** The page's address with the view in its hash. */
  readonly link: string;
  /** What is read out of a frame. */
  readonly title: string;
}

/** CSS pixels: the highest chart with its slider, and some of the browser's own. */
const FRAME_HEIGHT = 600;

const beside = (link: string, file: string): URL => new URL(file, new URL(link).href.replace(/[?#].*/, ""));

const textsIn = (link: string): [name: string, text: string][] => [...new URLSearchParams(new URL(link).hash.slice(1))];

/** The view as an element: two lines of HTML. */
export function elementCode({ link }: Pick<Embedding, "link">): string {
  const attributes = textsIn(link).map(([name, text]) => ` ${name}="${htmlText(text)}"`);
  return `\
<script type="module" src="${htmlText(beside(link, "ndpeek-viewer.js").href)}"></script>
<ndpeek-viewer${attributes.join("")}></ndpeek-viewer>
`;
}

/** The address of a page that shows the view alone. */
export function frameAddress(link: string): string {
  const address = beside(link, "embed.html");
  address.search = new URLSearchParams(textsIn(link)).toString().replaceAll("%2C", ",");
  return address.href;
}

/** The view as a frame, for where scripts of another host may not run. */
export const frameCode = ({ link, title }: Embedding): string => `\
<iframe
  src="${htmlText(frameAddress(link))}"
  title="${htmlText(title)}"
  width="100%"
  height="${FRAME_HEIGHT}"
  style="border: 0"
  loading="lazy"
  referrerpolicy="no-referrer"
  allow="clipboard-write"
></iframe>
`;
