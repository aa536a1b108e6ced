import { type Box, position, type Size } from "../../src/draw/position.ts";
import type { TooltipText } from "../../src/draw/tooltip-text.ts";
import { element } from "../ui/elements.ts";
import { floating } from "../ui/floating.ts";
import { type FigurePicture, type PictureFigure, pictureFigure } from "./picture-figure.ts";
import { type CardParts, pictureLayout, wantedScale } from "./picture-scale.ts";

/** The card of a tooltip: one element, its pictures above what it says or beside it. */
export interface TooltipCard {
  readonly element: HTMLElement;
  /** Shows the text, without pictures. It has no place yet: the card is measured once, when all is in it. */
  show(text: TooltipText): void;
  /** Places the card beside `anchor`, or where that is now. */
  place(anchor: Box): void;
  /** Puts pictures, or the places of some, into the card in place of those before; `columns` side by side are best. */
  pictures(pictures: readonly FigurePicture[], columns: number): void;
  /** A line above the text: in place of pictures, or about them. */
  note(text: string): void;
  /** Puts `actions` below the text, and lets the pointer in. */
  pin(actions: HTMLElement, label: string): void;
  hide(): void;
  remove(): void;
}

const NO_ANCHOR: Box = { x: 0, y: 0, width: 0, height: 0 };

const largest = (sizes: readonly Size[]): Size => ({
  width: Math.max(...sizes.map(({ width }) => width)),
  height: Math.max(...sizes.map(({ height }) => height)),
});

/** The window without its scroll bar. */
const windowSize = (): Size => ({ width: document.documentElement.clientWidth, height: window.innerHeight });

function fieldList({ fields }: TooltipText): HTMLElement {
  const list = element("dl", "ndpeek-tooltip-fields");
  for (const [name, value] of fields) {
    if (name !== "") list.append(element("dt", "", name));
    list.append(element("dd", name === "" ? "ndpeek-tooltip-text" : "", value));
  }
  return list;
}

/** Makes a hidden card in `root`. Its looks are tooltip.css's. `width` is the width that is asked for each picture. */
export function tooltipCard(root: Node, width?: number): TooltipCard {
  const card = element("div", "ndpeek-tooltip");
  const grid = element("div", "ndpeek-tooltip-pictures");
  const body = element("div", "ndpeek-tooltip-body");
  const lines = element("div", "ndpeek-tooltip-lines");
  root.appendChild(card);
  const layer = floating(card);
  let anchor = NO_ANCHOR;
  let figures: readonly PictureFigure[] = [];
  let sizes: readonly Size[] = [];
  let best = 1;

  function unpin(): void {
    card.setAttribute("role", "tooltip");
    card.removeAttribute("aria-label");
    card.removeAttribute("tabindex");
    card.classList.remove("ndpeek-tooltip-pinned");
  }

  function place(): void {
    const { width, height } = card.getBoundingClientRect();
    const { x, y } = position(anchor, { width, height }, windowSize());
    card.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }

  /** Measures the card while it holds its text alone. */
  function measure(): CardParts {
    grid.hidden = true;
    const { width, height } = body.getBoundingClientRect();
    const frame = card.getBoundingClientRect().height - height;
    grid.hidden = false;
    const gap = Number.parseFloat(getComputedStyle(card).rowGap);
    return { fields: { width, height }, frame, gap: height > 0 ? gap : 0 };
  }

  /** Sizes pictures and card for the room that there is. */
  function arrange(): void {
    card.classList.remove("ndpeek-tooltip-beside");
    if (figures.length > 0) {
      const parts = measure();
      const cell = largest(sizes);
      const layout = pictureLayout(
        {
          cell,
          count: figures.length,
          columns: best,
          label: largest(figures.map((figure) => figure.labelSize())),
          gap: Number.parseFloat(getComputedStyle(grid).columnGap),
          scale: wantedScale(cell, figures.length, width),
        },
        parts,
        anchor,
        windowSize(),
      );
      for (const figure of figures) figure.resize(layout.scale);
      grid.style.gridTemplateColumns = `repeat(${layout.columns}, max-content)`;
      card.classList.toggle("ndpeek-tooltip-beside", layout.beside);
    }
    place();
  }

  unpin();
  return {
    element: card,
    show(text) {
      figures = [];
      unpin();
      card.classList.remove("ndpeek-tooltip-beside");
      lines.replaceChildren();
      if (text.title !== "") lines.append(element("p", "ndpeek-tooltip-title", text.title));
      if (text.fields.length > 0) lines.append(fieldList(text));
      body.replaceChildren(lines);
      card.replaceChildren(body);
      body.hidden = lines.childElementCount === 0;
      layer.show();
    },
    place(box) {
      anchor = box;
      arrange();
    },
    pictures(pictures, columns) {
      sizes = pictures;
      best = columns;
      figures = pictures.map(pictureFigure);
      grid.replaceChildren(...figures.map((figure) => figure.element));
      if (figures.length === 0) grid.remove();
      else if (grid.parentNode !== card) card.prepend(grid);
    },
    note(text) {
      lines.querySelector(".ndpeek-tooltip-note")?.remove();
      lines.prepend(element("p", "ndpeek-tooltip-note", text));
      body.hidden = false;
    },
    pin(actions, label) {
      card.setAttribute("role", "dialog");
      card.setAttribute("aria-label", label);
      card.tabIndex = -1;
      card.classList.add("ndpeek-tooltip-pinned");
      body.append(actions);
      body.hidden = false;
    },
    hide() {
      unpin();
      layer.hide();
    },
    remove: () => card.remove(),
  };
}
