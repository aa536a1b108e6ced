import { type CardParts, pictureLayout } from "./picture-scale.ts";
import { type Box, position, type Size } from "./position.ts";

/** The card of a tooltip: one element, its picture's place above its fields or beside them. */
export interface TooltipCard {
  /** Shows the fields beside `anchor`, with the picture's place empty. */
  show(fields: readonly Field[], anchor: Box): void;
  /** Follows the anchor. */
  move(anchor: Box): void;
  picture(picture: Picture): void;
  /** Holds the place of a picture of about this size. */
  placeholder(size?: Size): void;
  note(text: string): void;
  hide(): void;
  remove(): void;
}

export type Field = readonly [name: string, value: string];

export interface Picture {
  readonly uri: string;
  readonly alt: string;
  /** Without it the picture's place is known when it is loaded. */
  readonly size?: Size | undefined;
}

const PLACEHOLDER: Size = { width: 202, height: 107 };

const element = <K extends keyof HTMLElementTagNameMap>(tag: K, className: string, text = ""): HTMLElementTagNameMap[K] => {
  const made = document.createElement(tag);
  if (className !== "") made.className = className;
  made.textContent = text;
  return made;
};

/** The window without its scroll bar. */
const windowSize = (): Size => ({ width: document.documentElement.clientWidth, height: window.innerHeight });

/** Makes a hidden card in `root`. Its looks are tooltip.css's. */
export function tooltipCard(root: Node): TooltipCard {
  const card = element("div", "ndpeek-tooltip");
  card.setAttribute("role", "tooltip");
  card.hidden = true;
  root.appendChild(card);
  let anchor: Box = { x: 0, y: 0, width: 0, height: 0 };
  let parts: CardParts = { fields: { width: 0, height: 0 }, frame: 0, gap: 0 };
  let image: HTMLElement | undefined;

  function place(): void {
    const { width, height } = card.getBoundingClientRect();
    const { x, y } = position(anchor, { width, height }, windowSize());
    card.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }

  function put(next: HTMLElement): void {
    image?.remove();
    image = next;
    card.prepend(next);
    place();
  }

  /** Measures the card while it holds the fields alone. */
  function measure(list: HTMLElement | undefined): CardParts {
    const outer = card.getBoundingClientRect();
    const fields = list?.getBoundingClientRect() ?? { width: 0, height: 0 };
    const frame = outer.height - fields.height;
    return {
      fields: { width: fields.width, height: fields.height },
      frame,
      gap: list ? Number.parseFloat(getComputedStyle(card).rowGap) : 0,
    };
  }

  /** Sets the size before the picture is there, so that the card does not grow under the reader's eyes. */
  function reserve(target: HTMLElement, { width, height }: Size): void {
    const { scale, beside } = pictureLayout({ width, height }, parts, anchor, windowSize());
    target.style.width = `${width * scale}px`;
    target.style.height = `${height * scale}px`;
    target.classList.toggle("ndpeek-tooltip-reduced", scale < 1);
    card.classList.toggle("ndpeek-tooltip-beside", beside);
  }

  return {
    show(fields, box) {
      anchor = box;
      image = undefined;
      const list = element("dl", "ndpeek-tooltip-fields");
      for (const [name, value] of fields) {
        if (name !== "") list.append(element("dt", "", name));
        list.append(element("dd", name === "" ? "ndpeek-tooltip-text" : "", value));
      }
      card.classList.remove("ndpeek-tooltip-beside");
      card.replaceChildren(...(fields.length > 0 ? [list] : []));
      card.hidden = false;
      parts = measure(fields.length > 0 ? list : undefined);
      place();
    },
    move(box) {
      anchor = box;
      place();
    },
    picture({ uri, alt, size }) {
      const picture = element("img", "ndpeek-tooltip-image");
      picture.alt = alt;
      picture.decoding = "sync";
      picture.src = uri;
      if (size) {
        reserve(picture, size);
        put(picture);
        return;
      }
      picture.onload = () => {
        if (!picture.isConnected) return;
        reserve(picture, { width: picture.naturalWidth, height: picture.naturalHeight });
        place();
      };
      put(picture);
    },
    placeholder(size = PLACEHOLDER) {
      const box = element("div", "ndpeek-tooltip-image ndpeek-tooltip-waiting");
      reserve(box, size);
      put(box);
    },
    note(text) {
      card.classList.remove("ndpeek-tooltip-beside");
      put(element("p", "ndpeek-tooltip-note", text));
    },
    hide() {
      card.hidden = true;
    },
    remove: () => card.remove(),
  };
}
