import type { Point, Size } from "../../src/draw/position.ts";
import type { TooltipPicture } from "../../src/draw/tooltip-picture.ts";
import { pictureOutline } from "../tooltip/picture-outline.ts";
import { element } from "../ui/elements.ts";
import { thumbnailScale } from "./gallery-layout.ts";

/** A place in a gallery: a row's picture over its caption. It serves one row after the other. */
export interface Thumbnail {
  readonly element: HTMLElement;
  readonly row: number;
  /** How often it has been given to a row: an answer for an earlier one comes too late. */
  readonly turn: number;
  /** The look of the pictures that it has asked for, and that it shows. Without a picture -1. */
  asked: number;
  shown: number;
  /** Serves this row from now on: its place is held, its picture is to come. */
  take(row: number): void;
  /** What is read below the picture, and what is heard. */
  say(caption: string, name: string): void;
  /** Stands at `index` of `count`. */
  place(index: number, count: number, at: Point, picture: Size): void;
  show(picture: TooltipPicture): void;
  /** There is no picture. */
  fail(): void;
  mark(marked: boolean): void;
}

export function thumbnail(): Thumbnail {
  const option = element("div", "ndpeek-gallery-item");
  const place = element("div", "ndpeek-gallery-place");
  const frame = element("div", "ndpeek-gallery-picture");
  const caption = element("div", "ndpeek-gallery-caption");
  const heard = element("span", "ndpeek-gallery-name");
  const image = element("img");
  const outline = pictureOutline();
  option.setAttribute("role", "option");
  option.tabIndex = -1;
  caption.setAttribute("aria-hidden", "true");
  image.alt = "";
  image.decoding = "sync";
  image.draggable = false;
  frame.append(image, outline.element);
  place.append(frame);
  option.append(place, caption, heard);
  let row = -1;
  let turn = 0;

  return {
    element: option,
    get row() {
      return row;
    },
    get turn() {
      return turn;
    },
    asked: -1,
    shown: -1,
    take(next) {
      row = next;
      turn++;
      this.asked = -1;
      this.shown = -1;
      // Without its source an image shows nothing at once; with another it shows the old one until that is loaded.
      image.removeAttribute("src");
      frame.hidden = true;
      place.classList.remove("ndpeek-gallery-none");
    },
    say(text, name) {
      caption.textContent = text;
      heard.textContent = name;
    },
    place(index, count, { x, y }, { width, height }) {
      option.setAttribute("aria-posinset", String(index + 1));
      option.setAttribute("aria-setsize", String(count));
      option.style.transform = `translate(${x}px, ${y}px)`;
      option.style.inlineSize = `${width}px`;
      place.style.blockSize = `${height}px`;
    },
    show(picture) {
      const scale = thumbnailScale(picture);
      if (image.getAttribute("src") !== picture.uri) image.src = picture.uri;
      frame.style.inlineSize = `${picture.width * scale}px`;
      frame.style.blockSize = `${picture.height * scale}px`;
      frame.classList.toggle("ndpeek-gallery-reduced", scale < 1);
      outline.draw(picture.outline, picture);
      outline.resize(scale);
      frame.hidden = false;
      place.classList.remove("ndpeek-gallery-none");
    },
    fail() {
      frame.hidden = true;
      place.classList.add("ndpeek-gallery-none");
    },
    mark(marked) {
      option.setAttribute("aria-selected", String(marked));
    },
  };
}
