import type { Which } from "../src/blob-picture.ts";
import { type ImageMaker, imageCache } from "./image-cache.ts";
import { imageSource, pngSize } from "./image-source.ts";
import { isPair } from "./picture-scale.ts";
import type { Box, Size } from "./position.ts";
import { type Field, tooltipCard } from "./tooltip-card.ts";

/** What Vega calls for each move over a mark with a tooltip, and with `value` null when the pointer leaves it. */
export type TooltipHandler = (scene: Scene, event: MouseEvent, item: unknown, value: unknown) => void;

interface Scene {
  getItemBoundingClientRect(item: unknown): Box | undefined;
}

export interface TooltipOptions {
  /** Where the card is put: usually `document.body`. */
  readonly root: Node;
  /** Answers references such as `ndpeek:both/12`; without it they are unusable. */
  readonly image?: ImageMaker;
  /** What a tooltip's value says, for charts whose marks carry their data as they are. */
  readonly read?: (value: unknown) => unknown;
}

export interface Tooltip {
  readonly handler: TooltipHandler;
  /** Removes the card and the listeners. */
  finalize(): void;
}

const IMAGE_NAMES: Readonly<Record<Which, string>> = { both: "Images", image1: "Image 1", image2: "Image 2" };
const LONGEST_TEXT = 200;
const LARGEST_ANCHOR = 64;

function text(value: unknown): string {
  const whole = typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
  return whole.length > LONGEST_TEXT ? `${whole.slice(0, LONGEST_TEXT)}…` : whole;
}

function fieldsOf(value: unknown): Field[] {
  if (typeof value !== "object" || value === null) return [["", text(value)]];
  return Object.entries(value)
    .filter(([name]) => name !== "image")
    .map(([name, item]) => [text(name), text(item)]);
}

/** The picture in words; the fields beside it say the rest. */
const altText = (name: string, row: unknown): string => `${name} of ${row === undefined ? "this point" : `row ${text(row)}`}`;

/** The same for a picture that the chart holds, from what this package's charts call their fields. */
function embeddedAltText(size: Size, fields: readonly Field[]): string {
  const { Metric = "", Row } = Object.fromEntries(fields) as Partial<Record<string, string>>;
  const name = isPair(size) ? IMAGE_NAMES.both : (/^Image \d\b/.exec(Metric)?.[0] ?? "Image");
  return altText(name, Row);
}

/** The mark's box; for a mark too large to keep clear of (an area, a long bar) the place under the pointer. */
function anchorOf(scene: Scene, event: MouseEvent, item: unknown): Box {
  const box = scene.getItemBoundingClientRect(item);
  if (box && box.width <= LARGEST_ANCHOR && box.height <= LARGEST_ANCHOR) return box;
  return { x: event.clientX - 4, y: event.clientY - 4, width: 8, height: 8 };
}

/**
 * A tooltip handler for Vega's `tooltip` option: the `image` field as a picture, all others as text. Pictures are PNG data URIs or
 * `ndpeek:<both|image1|image2>/<row>`, answered by `image`; any other `image` is named unusable and never loaded.
 *
 * @example
 * const tooltip = tooltipHandler({ root: document.body, image: (which, row) => set.dataUri(row, { which }) });
 * const chart = await drawChart(element, spec, { tooltip: tooltip.handler });
 */
export function tooltipHandler({ root, image, read = (value) => value }: TooltipOptions): Tooltip {
  const card = tooltipCard(root);
  const pictureOf = image && imageCache(image);
  const seen = new Map<Which, Size>();
  let shown: unknown = null;

  const hide = (): void => {
    shown = null;
    card.hide();
  };

  async function showReference(which: Which, row: number, value: unknown): Promise<void> {
    if (!pictureOf) return card.note("unusable image");
    try {
      const answer = pictureOf(which, row);
      if (typeof answer !== "string") card.placeholder(seen.get(which));
      const uri = typeof answer === "string" ? answer : await answer;
      const size = pngSize(uri);
      if (size) seen.set(which, size);
      if (shown === value) card.picture({ uri, size, alt: altText(IMAGE_NAMES[which], row) });
    } catch (error) {
      if (shown === value) card.note(`no image: ${text(error instanceof Error ? error.message : error)}`);
    }
  }

  function handler(scene: Scene, event: MouseEvent, item: unknown, value: unknown): void {
    if (value === null || value === undefined || value === "") hide();
    else if (value === shown) card.move(anchorOf(scene, event, item));
    else show(value, anchorOf(scene, event, item));
  }

  function show(value: unknown, anchor: Box): void {
    shown = value;
    const said = read(value);
    const fields = fieldsOf(said);
    card.show(fields, anchor);
    if (typeof said !== "object" || said === null || !("image" in said)) return;
    const source = imageSource(said.image);
    if ("unusable" in source) card.note(source.unusable);
    else if ("uri" in source) card.picture({ ...source, alt: embeddedAltText(source.size, fields) });
    else void showReference(source.which, source.row, value);
  }

  const listeners = new AbortController();
  const { signal } = listeners;
  window.addEventListener("scroll", hide, { capture: true, passive: true, signal });
  window.addEventListener("blur", hide, { signal });
  window.addEventListener("keydown", (event) => event.key === "Escape" && hide(), { capture: true, signal });

  return {
    handler,
    finalize() {
      listeners.abort();
      hide();
      card.remove();
    },
  };
}
