import { zoom } from "./image-source.ts";
import { type Box, position, type Size } from "./position.ts";

/** The card of a tooltip: one element, its picture's place above, its fields below. */
export interface TooltipCard {
  /** Shows the fields beside `anchor`, with the picture's place empty. */
  show(fields: readonly Field[], anchor: Box): void;
  /** Follows the anchor. */
  move(anchor: Box): void;
  picture(uri: string, size: Size | undefined): void;
  placeholder(size: Size | undefined): void;
  note(text: string): void;
  hide(): void;
  remove(): void;
}

export type Field = readonly [name: string, value: string];

const element = <K extends keyof HTMLElementTagNameMap>(tag: K, className: string, text = ""): HTMLElementTagNameMap[K] => {
  const made = document.createElement(tag);
  if (className !== "") made.className = className;
  made.textContent = text;
  return made;
};

/** Sets the size before the picture is there, so that the card does not grow under the reader's eyes. */
function reserve(target: HTMLElement, size: Size): void {
  const factor = zoom(size);
  target.style.width = `${size.width * factor}px`;
  target.style.aspectRatio = `${size.width} / ${size.height}`;
}

/** Makes a hidden card in `root`. Its looks are tooltip.css's. */
export function tooltipCard(root: Node): TooltipCard {
  const card = element("div", "ndpeek-tooltip");
  card.setAttribute("role", "tooltip");
  card.hidden = true;
  root.appendChild(card);
  let anchor: Box = { x: 0, y: 0, width: 0, height: 0 };
  let fields: readonly Field[] = [];
  let image: HTMLElement | undefined;

  function place(): void {
    const page = document.documentElement;
    const { width, height } = card.getBoundingClientRect();
    const { x, y } = position(anchor, { width, height }, { width: page.clientWidth, height: window.innerHeight });
    card.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }

  function put(next: HTMLElement): void {
    image?.remove();
    image = next;
    card.prepend(next);
    place();
  }

  return {
    show(next, box) {
      fields = next;
      anchor = box;
      image = undefined;
      const list = element("dl", "ndpeek-tooltip-fields");
      for (const [name, value] of fields) {
        if (name !== "") list.append(element("dt", "", name));
        list.append(element("dd", name === "" ? "ndpeek-tooltip-text" : "", value));
      }
      card.replaceChildren(...(fields.length > 0 ? [list] : []));
      card.hidden = false;
      place();
    },
    move(box) {
      anchor = box;
      place();
    },
    picture(uri, size) {
      const picture = element("img", "ndpeek-tooltip-image");
      picture.alt = fields.map(([name, value]) => (name === "" ? value : `${name} ${value}`)).join(", ") || "image of this point";
      picture.decoding = "sync";
      picture.src = uri;
      if (size) reserve(picture, size);
      else {
        picture.onload = () => {
          reserve(picture, { width: picture.naturalWidth, height: picture.naturalHeight });
          if (image === picture) place();
        };
      }
      put(picture);
    },
    placeholder(size) {
      const box = element("div", "ndpeek-tooltip-image ndpeek-tooltip-waiting");
      if (size) reserve(box, size);
      put(box);
    },
    note: (text) => put(element("p", "ndpeek-tooltip-note", text)),
    hide() {
      card.hidden = true;
    },
    remove: () => card.remove(),
  };
}
