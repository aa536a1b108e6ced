import type { BlobSet } from "../../src/blobs/blob-set.ts";
import type { ImageSource } from "../../src/charts/attach/attach.ts";
import { whenNear } from "../ui/near-window.ts";
import { type ShellParts, shellParts } from "./shell-parts.ts";
import type { ElementView, ViewData } from "./view-host.ts";

/** Where there is no document, as when a site is made, the class is only a name. */
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/** Properties that a page may have set before this script came. */
const DATA_PROPERTIES = ["spec", "source"] as const;

/**
 * `<ndpeek-viewer>`: a chart of ours, or of the page's author, with the images behind its points, in any page. Attributes are the options of
 * `ndpeek blobs` (the images' width is `image-width`), `chart`, `metric`, `scheme`, `cmap`, `theme`, `locale`, `loading`, `poster`, `controls`, `src`, `images`
 * and `key`; all may change at any time. What stands between its tags is seen until the chart is there, and where it cannot be.
 *
 * Events, which bubble: `ndpeek-ready` with `{ rows, chart }` when a chart is drawn; `ndpeek-select` when a point is pinned, with `{ row, group, areas }`, or
 * with what the tooltip says as `{ fields }` in a chart of the page's; `ndpeek-error` with `{ error, message }`.
 *
 * @example
 * <script type="module" src="ndpeek/ndpeek-viewer.js"></script>
 * <ndpeek-viewer rows="2000" chart="strip"></ndpeek-viewer>
 */
export class NdpeekViewer extends Base {
  #data: ViewData = {};
  #parts: ShellParts | undefined;
  #view: ElementView | undefined;
  #isOpening = false;
  #unwait: (() => void) | undefined;
  #attributes: MutationObserver | undefined;
  /** Counts openings: what comes back for an earlier one is let go of. */
  #turn = 0;

  /** A Vega-Lite chart, for its points to have the images of `source`. */
  get spec(): object | undefined {
    return this.#data.spec;
  }

  set spec(spec: object | undefined) {
    this.#data = { ...this.#data, spec: spec ?? undefined };
    this.#changed();
  }

  /** Images, one a row: a blob set, a stack as an array, or with `spec` also a function. They stay the page's, to be closed by it. */
  get source(): ImageSource | undefined {
    return this.#data.source;
  }

  set source(source: ImageSource | undefined) {
    this.#data = { ...this.#data, source: source ?? undefined };
    this.#changed();
  }

  /** The blob set that is shown; nothing where there is none. Closed when the viewer goes, or shows another. */
  get set(): BlobSet | undefined {
    return this.#view?.set;
  }

  /** The chart as it is seen, as a standalone SVG. Rejects where none is there. */
  async toSVG(): Promise<string> {
    return this.#shown().svg();
  }

  /** The same as a PNG, `scale` pixels for a CSS pixel. */
  async toPNG(scale = 2): Promise<Blob> {
    return this.#shown().png(scale);
  }

  connectedCallback(): void {
    this.#parts ??= shellParts(this);
    for (const name of DATA_PROPERTIES) this.#adopt(name);
    this.#attributes ??= new MutationObserver((records) => this.#attributesChanged(records));
    this.#attributes.observe(this, { attributes: true });
    this.#showPoster();
    if (this.#view) {
      this.#view.moved();
      return;
    }
    this.#parts.viewer.dataset.kind = this.getAttribute("chart") ?? "";
    this.#wait();
  }

  disconnectedCallback(): void {
    this.#attributes?.disconnect();
    this.#unwait?.();
    this.#unwait = undefined;
    // One that is moved is back at once; then nothing has happened.
    setTimeout(() => {
      if (!this.isConnected) this.#close();
    });
  }

  /** For `moveBefore`, which moves an element with its state. */
  connectedMoveCallback(): void {
    this.#view?.moved();
  }

  #shown(): ElementView {
    if (!this.#view) throw new Error("the viewer shows no chart yet");
    return this.#view;
  }

  #adopt(name: (typeof DATA_PROPERTIES)[number]): void {
    if (!Object.hasOwn(this, name)) return;
    const value = this[name];
    delete this[name];
    Object.assign(this, { [name]: value });
  }

  #attributesChanged(records: readonly MutationRecord[]): void {
    if (records.some(({ attributeName }) => attributeName === "poster")) this.#showPoster();
    if (records.some(({ attributeName }) => attributeName === "loading") && !this.#view) this.#wait();
    this.#changed();
  }

  #changed(): void {
    this.#view?.update();
  }

  #showPoster(): void {
    const { still, poster, fallback } = this.#parts!;
    const address = this.getAttribute("poster");
    if (address) {
      // Its alternative text is that of the picture between the tags, which it stands for.
      poster.alt = this.querySelector("img")?.alt ?? "";
      poster.src = address;
    }
    still.replaceChildren(address ? poster : fallback);
  }

  #wait(): void {
    this.#unwait?.();
    this.#unwait = undefined;
    if (this.getAttribute("loading") === "eager") void this.#open();
    else this.#unwait = whenNear(this, () => void this.#open());
  }

  async #open(): Promise<void> {
    if (this.#isOpening || this.#view) return;
    const turn = ++this.#turn;
    this.#isOpening = true;
    const { shadow, viewer, live } = this.#parts!;
    // It has to have its width to be drawn.
    live.classList.add("drawing");
    try {
      const { elementView } = await import("./element-view.ts");
      if (turn !== this.#turn) return;
      this.#view = elementView({
        element: this,
        shadow,
        viewer,
        live,
        data: () => this.#data,
        reveal: () => this.#reveal(),
        ready: (detail) => this.#ready(detail),
        fail: (error, message) => this.#fail(error, message),
        say: (text) => this.#say(text),
        select: (detail) => this.#tell("ndpeek-select", detail),
      });
      if (!this.#hasStill()) this.#reveal();
    } catch (error) {
      if (turn !== this.#turn) return;
      const text = `The files of this viewer could not be loaded: ${(error as Error).message}`;
      this.#say(text);
      this.#fail(error, text);
    } finally {
      if (turn === this.#turn) this.#isOpening = false;
    }
  }

  /** Whether there is something to be seen in the chart's place. */
  #hasStill(): boolean {
    return this.hasAttribute("poster") || this.#parts!.fallback.assignedElements().length > 0;
  }

  #reveal(): void {
    const { live, still } = this.#parts!;
    live.classList.remove("drawing");
    still.hidden = true;
  }

  #close(): void {
    this.#turn++;
    this.#isOpening = false;
    this.#view?.finalize();
    this.#view = undefined;
    const { live, still, message } = this.#parts!;
    live.replaceChildren();
    live.classList.remove("drawing");
    still.hidden = false;
    message.hidden = true;
    message.textContent = "";
  }

  #ready(detail: object): void {
    this.#reveal();
    this.#tell("ndpeek-ready", detail);
  }

  #say(text: string): void {
    const { message } = this.#parts!;
    message.textContent = text;
    message.hidden = text === "";
  }

  #fail(error: unknown, message: string): void {
    this.#tell("ndpeek-error", { error, message });
  }

  #tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
