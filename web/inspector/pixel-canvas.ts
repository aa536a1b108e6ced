import type { Point } from "../../src/draw/position.ts";
import { pictureOutline } from "../tooltip/picture-outline.ts";
import { element } from "../ui/elements.ts";
import type { ImagePixels } from "./image-pixels.ts";

/** The most CSS pixels to a pixel, and the greatest height of an image: a window shows all of it. */
const MOST_ZOOM = 32;
const MOST_HEIGHT = 416;
/** Of the frame around the pixel that is read. */
const LEAST_CURSOR = 9;

/** An image's pixels, enlarged, with a cursor over them that pointer and keys move. */
export interface PixelCanvas {
  readonly element: HTMLElement;
  /** CSS pixels to a pixel. */
  readonly scale: number;
  readonly canvas: HTMLCanvasElement;
  show(pixels: ImagePixels, label: string): void;
  paint(bytes: Uint8ClampedArray<ArrayBuffer>): void;
  /** Returns whether the outline is seen: one that would hide the image is not. */
  outline(path: string): boolean;
  /** The room there is. */
  fit(width: number): void;
}

/** How `pixels` are enlarged: by a whole factor; or reduced, where they are more than there is room for. */
export function zoomOf({ width, height }: { width: number; height: number }, room: number): number {
  const fits = Math.min(room / width, MOST_HEIGHT / height);
  return fits >= 1 ? Math.min(MOST_ZOOM, Math.floor(fits)) : fits;
}

/** Where a key leads from a pixel; with Shift ten at once. */
function moved({ x, y }: Point, { key, shiftKey }: KeyboardEvent, { width }: ImagePixels): Point | undefined {
  const by = shiftKey ? 10 : 1;
  if (key === "ArrowLeft") return { x: x - by, y };
  if (key === "ArrowRight") return { x: x + by, y };
  if (key === "ArrowUp") return { x, y: y - by };
  if (key === "ArrowDown") return { x, y: y + by };
  if (key === "Home") return { x: 0, y };
  return key === "End" ? { x: width - 1, y } : undefined;
}

/** `read` is told of the pixel under the cursor, in columns (x) and rows (y), and whether keys led there; or that there is none. */
export function pixelCanvas(read: (at: Point | undefined, byKeys: boolean) => void, signal: AbortSignal): PixelCanvas {
  const frame = element("div", "ndpeek-pixels");
  const canvas = element("canvas");
  const cursor = element("div", "ndpeek-pixels-cursor");
  const outline = pictureOutline();
  frame.tabIndex = 0;
  frame.setAttribute("role", "application");
  frame.setAttribute("aria-roledescription", "image");
  cursor.hidden = true;
  frame.append(canvas, outline.element, cursor);
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  let pixels: ImagePixels | undefined;
  let room = 0;
  let scale = 1;
  let at: Point | undefined;
  /** Where keys have led: the pointer's leaving leads back there. */
  let keyed: Point | undefined;

  function place(next: Point | undefined, byKeys: boolean): void {
    at = next;
    cursor.hidden = !next;
    if (next) {
      const side = Math.max(LEAST_CURSOR, scale + 2);
      const away = (side - scale) / 2;
      cursor.style.inlineSize = `${side}px`;
      cursor.style.blockSize = `${side}px`;
      cursor.style.transform = `translate(${next.x * scale - away}px, ${next.y * scale - away}px)`;
    }
    read(next, byKeys);
  }

  const within = ({ x, y }: Point): Point => ({
    x: Math.max(0, Math.min(pixels!.width - 1, x)),
    y: Math.max(0, Math.min(pixels!.height - 1, y)),
  });

  function point(event: PointerEvent): void {
    if (!pixels || (event.pointerType !== "mouse" && event.buttons === 0)) return;
    const { left, top } = canvas.getBoundingClientRect();
    place(within({ x: Math.floor((event.clientX - left) / scale), y: Math.floor((event.clientY - top) / scale) }), false);
  }

  function resize(): void {
    if (!pixels || room <= 0) return;
    scale = zoomOf(pixels, room);
    frame.style.inlineSize = `${pixels.width * scale}px`;
    frame.style.blockSize = `${pixels.height * scale}px`;
    frame.classList.toggle("ndpeek-pixels-reduced", scale < 1);
    outline.resize(scale);
    if (at) place(at, false);
  }

  frame.addEventListener("pointermove", point, { signal });
  frame.addEventListener("pointerdown", point, { signal });
  frame.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && place(keyed, false), { signal });
  frame.addEventListener(
    "blur",
    () => {
      keyed = undefined;
      place(undefined, false);
    },
    { signal },
  );
  frame.addEventListener(
    "keydown",
    (event) => {
      if (!pixels || event.altKey || event.ctrlKey || event.metaKey) return;
      const from = at ?? { x: Math.floor(pixels.width / 2), y: Math.floor(pixels.height / 2) };
      const next = moved(from, event, pixels);
      if (!next) return;
      event.preventDefault();
      // The first key shows where the cursor is.
      keyed = within(at ? next : from);
      place(keyed, true);
    },
    { signal },
  );

  return {
    element: frame,
    canvas,
    get scale() {
      return scale;
    },
    show(next, label) {
      const isOther = pixels?.width !== next.width || pixels.height !== next.height;
      pixels = next;
      frame.setAttribute("aria-label", `${label}, ${next.width} × ${next.height} pixels. Arrow keys read them one by one.`);
      if (isOther) {
        canvas.width = next.width;
        canvas.height = next.height;
        keyed = undefined;
        at = undefined;
      }
      resize();
      place(at, false);
    },
    paint(bytes) {
      context.putImageData(new ImageData(bytes, pixels!.width, pixels!.height), 0, 0);
    },
    outline(path) {
      outline.draw(path, pixels!);
      return outline.resize(scale);
    },
    fit(width) {
      room = width;
      resize();
    },
  };
}
