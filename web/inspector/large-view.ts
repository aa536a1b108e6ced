import { checkThreshold } from "../../src/base/checks.ts";
import { button, element } from "../ui/elements.ts";
import { save as saveFile } from "../ui/save.ts";
import { type LargeImage, type LargeImageView, type LargeLook, largeImageView } from "./large-image.ts";
import { seenSheet } from "./seen-sheet.ts";

export type { LargeImage, LargeLook } from "./large-image.ts";

export interface LargeSubject {
  /** "Row 12" */
  readonly title: string;
  /** The name of a saved file, without its ending: "row-12" */
  readonly file: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly images: readonly LargeImage[];
}

/** How a row's images look. */
export interface LargeRowLook extends LargeLook {
  /** For each image its own threshold, in place of the one for all. */
  readonly each?: readonly number[] | undefined;
}

export interface LargeViewOptions {
  /** To the row before or after. Without it there are no buttons for that. */
  readonly onStep?: (by: -1 | 1) => void;
  /** The threshold's line has been moved, and shows where; without it the line cannot be moved. */
  readonly onThreshold?: (threshold: number) => void;
  readonly onClose?: () => void;
}

/** One row's images, large: a panel for a page's layout, hidden until it has a subject. Its looks are large-view.css's. */
export interface LargeView {
  readonly element: HTMLElement;
  /** Throws a TypeError or RangeError where an image or a range is none. */
  show(subject: LargeSubject, look: LargeRowLook): void;
  /** Writes other fields for the same subject. */
  describe(fields: LargeSubject["fields"]): void;
  /** Changes the look, with the next frame. */
  update(look: Partial<LargeRowLook>): void;
  hide(): void;
  finalize(): void;
}

function iconButton(sign: string, name: string, press: () => void): HTMLButtonElement {
  const made = button("ndpeek-large-button", sign);
  made.title = name;
  made.setAttribute("aria-label", name);
  made.addEventListener("click", press);
  return made;
}

export function largeView({ onStep, onThreshold, onClose }: LargeViewOptions = {}): LargeView {
  const root = element("section", "ndpeek-large");
  const head = element("div", "ndpeek-large-head");
  const title = element("h2", "ndpeek-large-title");
  const fields = element("dl", "ndpeek-large-fields");
  const images = element("div", "ndpeek-large-images");
  const live = element("div", "ndpeek-large-live");
  // A press on the panel gives it the focus, and so the arrow keys.
  root.tabIndex = -1;
  root.hidden = true;
  title.setAttribute("aria-live", "polite");
  live.setAttribute("aria-live", "polite");
  head.append(
    title,
    ...(onStep ? [iconButton("‹", "Previous row", () => onStep(-1)), iconButton("›", "Next row", () => onStep(1))] : []),
    ...(onClose ? [iconButton("×", "Close", onClose)] : []),
  );
  const save = button("ndpeek-large-save", "Save PNG");
  save.addEventListener("click", () => void saveSeen());
  root.append(head, fields, images, save, live);

  const listeners = new AbortController();
  const { signal } = listeners;
  let views: LargeImageView[] = [];
  let file = "";
  let look: LargeRowLook = { threshold: 0, cmap: "gray", outline: true };
  let frame = 0;

  function take(next: LargeRowLook): void {
    for (const threshold of [next.threshold, ...(next.each ?? [])]) checkThreshold(threshold);
    look = next;
  }

  const lookOf = (i: number): LargeLook => ({ ...look, threshold: look.each?.[i] ?? look.threshold });

  function update(next: Partial<LargeRowLook>): void {
    take({ ...look, ...next });
    if (root.hidden) return;
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      for (const [i, view] of views.entries()) view.update(lookOf(i));
    });
  }

  function move(threshold: number): void {
    update({ threshold, each: undefined });
    onThreshold!(threshold);
  }

  async function saveSeen(): Promise<void> {
    const name = `${file}.png`;
    try {
      saveFile(await seenSheet(views.map((view) => view.seen())), name);
    } catch (error) {
      announce(`Not saved: ${(error as Error).message}`);
    }
  }

  const announce = (text: string): void => {
    live.textContent = text;
  };

  /** As many views as there are images. Those that are there stay, for one may have the focus. */
  function provide(count: number): void {
    for (const { element } of views.splice(count)) element.remove();
    while (views.length < count) {
      const view = largeImageView(announce, onThreshold && move, signal);
      views.push(view);
      images.append(view.element);
    }
  }

  const fitAll = (): void => {
    for (const view of views) view.fit();
  };

  function describe(next: LargeSubject["fields"]): void {
    fields.replaceChildren(...next.flatMap(([name, value]) => [element("dt", "", name), element("dd", "", value)]));
    fields.hidden = next.length === 0;
  }

  function press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const by = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : undefined;
    if (by !== undefined && onStep) {
      event.preventDefault();
      onStep(by);
    } else if (event.key === "Escape" && onClose) {
      event.preventDefault();
      onClose();
    }
  }

  root.addEventListener("keydown", press, { signal });
  const observer = new ResizeObserver(fitAll);
  observer.observe(images);

  return {
    element: root,
    show(subject, next) {
      take(next);
      provide(subject.images.length);
      for (const [i, view] of views.entries()) view.show(subject.images[i]!, lookOf(i));
      file = subject.file;
      title.textContent = subject.title;
      root.setAttribute("aria-label", subject.title);
      describe(subject.fields);
      root.hidden = false;
      fitAll();
    },
    describe,
    update,
    hide() {
      root.hidden = true;
    },
    finalize() {
      listeners.abort();
      observer.disconnect();
      cancelAnimationFrame(frame);
      views = [];
      root.remove();
    },
  };
}
