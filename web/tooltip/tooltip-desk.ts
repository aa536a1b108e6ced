import type { ImageReference } from "../../src/charts/image-reference.ts";
import type { Box } from "../../src/draw/position.ts";
import { type TooltipContent, tooltipContent } from "../../src/draw/tooltip-content.ts";
import type { PictureMaker } from "../../src/draw/tooltip-picture.ts";
import { copied, spoken } from "../../src/draw/tooltip-text.ts";
import { element } from "../ui/elements.ts";
import { watchWindow } from "./desk-dismissal.ts";
import { imageSource } from "./image-source.ts";
import { copyToClipboard, savePictures } from "./picture-export.ts";
import type { FigurePicture } from "./picture-figure.ts";
import { pinActions } from "./pin-actions.ts";
import { pointMarker } from "./point-marker.ts";
import { tooltipCard } from "./tooltip-card.ts";
import { type Images, resolveImages, squareColumns } from "./tooltip-images.ts";

/** What a tooltip is about. */
export interface Subject {
  /** Two subjects with one key are one. */
  readonly key: unknown;
  value(): unknown;
  /** The data behind it. */
  datum(): unknown;
  /** Its place in the window, now. */
  anchor(): Box;
  /** Whether a ring goes round it, and its form. */
  readonly ring?: "round" | "square" | undefined;
  readonly by: "pointer" | "keys";
  /** The chart, to which the focus goes back. */
  readonly chart?: HTMLElement | undefined;
}

export interface DeskOptions {
  readonly root: Node;
  readonly read: (value: unknown) => unknown;
  readonly make: PictureMaker | undefined;
  readonly width: number | undefined;
  readonly outline: boolean;
  readonly onPin: ((value: unknown) => void) | undefined;
}

/** The state of a tooltip: what it shows, and whether that is pinned. */
export interface TooltipDesk {
  subject(): Subject | undefined;
  /** While one is pinned, what the pointer hits changes nothing; what a key leads to takes its place. */
  show(subject: Subject): void;
  /** Hides what the pointer, or the keyboard, has brought up and has not pinned. */
  leave(by: Subject["by"]): void;
  /** Pins what is shown; false where nothing is. */
  pin(): boolean;
  hide(): void;
  refresh(): void;
  remove(): void;
}

/** Values of a field `image` that name none: Vega writes missing ones out. */
const NO_IMAGE: ReadonlySet<unknown> = new Set([undefined, null, "", "null", "undefined"]);
const FIRST_PLACE: readonly FigurePicture[] = [{ width: 96, height: 96 }];

const sameBox = (a: Box, b: Box): boolean => a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

export function tooltipDesk({ root, read, make, width, outline, onPin }: DeskOptions): TooltipDesk {
  const card = tooltipCard(root, width);
  const marker = pointMarker(root);
  const live = element("div", "ndpeek-tooltip-live");
  live.setAttribute("role", "status");
  root.appendChild(live);
  /** The places of the pictures that came last for a kind of reference. */
  const places = new Map<string, readonly FigurePicture[]>();
  let subject: Subject | undefined;
  let content: TooltipContent = tooltipContent({});
  let images: Images | undefined;
  let anchor: Box;
  let pinned = false;
  let turn = 0;

  function hide(): void {
    turn++;
    subject = undefined;
    images = undefined;
    pinned = false;
    card.hide();
    marker.hide();
    live.textContent = "";
  }

  const hasFocus = (): boolean => card.element.matches(":focus-within");

  /** Hides, and gives the focus back where the card, which goes, has it. */
  function close(): void {
    const chart = hasFocus() ? subject?.chart : undefined;
    hide();
    chart?.focus({ preventScroll: true });
  }

  const shown = (): HTMLImageElement[] => [...card.element.querySelectorAll("img")];
  const actions = pinActions({
    copy: () => copyToClipboard(copied(content), shown(), images?.columns ?? 1),
    save: () => void savePictures(images?.pictures ?? [], shown(), images?.columns ?? 1),
    close,
  });
  const label = (): string => spoken(content) || "Tooltip";

  function mark(): void {
    if (subject?.ring) marker.show(anchor, subject.ring === "round");
    else marker.hide();
  }

  function follow(): void {
    if (!subject) return;
    anchor = subject.anchor();
    card.place(anchor);
    mark();
  }

  function put(answer: Images): void {
    images = answer;
    if (answer.note) card.note(answer.note);
    const pictures = answer.pictures.map(({ outline: path, ...picture }) =>
      outline && path ? { ...picture, outline: path } : picture,
    );
    card.pictures(pictures, answer.columns);
    card.place(anchor);
    actions.offerSave(pictures.length > 0);
  }

  function holdPlace({ which, rows }: ImageReference): void {
    const known = places.get(which ?? "rows") ?? FIRST_PLACE;
    const all = rows.flatMap(() => known);
    card.pictures(all, rows.length === 1 ? all.length : squareColumns(rows.length) * known.length);
    card.place(anchor);
  }

  async function showImages(): Promise<void> {
    const mine = ++turn;
    const source = content.reference ? { reference: content.reference } : imageSource(content.image);
    const answer = resolveImages(source, content, make);
    const reference = "reference" in source ? source.reference : undefined;
    if (answer instanceof Promise && reference) holdPlace(reference);
    const found = answer instanceof Promise ? await answer : answer;
    if (reference && found.pictures.length > 0) {
      const perRow = found.pictures.slice(0, found.pictures.length / reference.rows.length);
      const hold = ({ width, height, label }: FigurePicture): FigurePicture => ({
        width,
        height,
        ...(label !== undefined && { label: "" }),
      });
      places.set(reference.which ?? "rows", perRow.map(hold));
    }
    if (turn === mine) put(found);
  }

  function present(): void {
    content = tooltipContent(read(subject!.value()), subject!.datum());
    images = undefined;
    turn++;
    anchor = subject!.anchor();
    card.show(content);
    mark();
    if (subject!.by === "keys") live.textContent = spoken(content);
    actions.offerSave(false);
    if (pinned) card.pin(actions.element, label());
    if (content.reference === undefined && NO_IMAGE.has(content.image)) card.place(anchor);
    else void showImages();
  }

  function dismiss(): void {
    const chart = subject?.chart;
    hide();
    // The browser moves the focus after this event: where it moves it to nothing, the chart has it.
    setTimeout(() => document.activeElement === document.body && chart?.focus({ preventScroll: true }));
  }

  const listeners = new AbortController();
  watchWindow(
    {
      isInside: (event) => event.composedPath().includes(card.element),
      isPinned: () => pinned,
      isHeld: () => pinned || subject?.by === "keys",
      isShown: () => subject !== undefined,
      follow,
      hide,
      close,
      dismiss,
    },
    listeners.signal,
  );

  return {
    subject: () => subject,
    show(next) {
      if (pinned && next.by === "pointer") return;
      const isKnown = subject !== undefined && !pinned && subject.key === next.key && subject.by === next.by;
      pinned = false;
      if (!isKnown) {
        subject = next;
        present();
        return;
      }
      // The same subject goes on, and what it waits for.
      Object.assign(subject!, next);
      if (!sameBox(anchor, next.anchor())) follow();
    },
    leave(by) {
      if (!pinned && subject?.by === by) hide();
    },
    pin() {
      if (!subject) return false;
      if (!pinned) {
        pinned = true;
        card.pin(actions.element, label());
        card.place(anchor);
        card.element.focus({ preventScroll: true });
        onPin?.(read(subject.value()));
      }
      return true;
    },
    hide,
    refresh() {
      if (!subject) return;
      const had = hasFocus();
      present();
      if (had) card.element.focus({ preventScroll: true });
    },
    remove() {
      listeners.abort();
      hide();
      for (const part of [card, marker, live]) part.remove();
    },
  };
}
