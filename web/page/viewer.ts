import type { BlobOptions } from "../../src/blobs/options.ts";
import { meanAreas } from "../../src/draw/mean-areas.ts";
import type { PeekChartKind, PeekTable } from "../../src/draw/peek-table.ts";
import type { ColourMapName } from "../../src/pictures/colour-maps.ts";
import { imageBrowser } from "../gallery/image-browser.ts";
import { closerLook } from "../inspector/closer-look.ts";
import { unmeasuredStacks } from "../inspector/unmeasured-stacks.ts";
import { chartChoice } from "../point-chart/chart-choice.ts";
import type { PeekChart } from "../point-chart/peek-chart.ts";
import { session } from "../session/session.ts";
import { OPTION_FIELDS, type ViewTexts } from "../session/view-state.ts";
import type { ImageLook, PeekSource } from "../sources/peek-source.ts";
import { isAbort, reasonOf } from "../ui/failure.ts";
import { apart } from "../ui/foreign-text.ts";
import { duration, rowsText } from "../ui/run-figures.ts";
import { readOptions, textsOf } from "./form.ts";
import { type GuestChart, guestChart } from "./guest-chart.ts";
import { runStatus } from "./run-status.ts";

/** The places of the page that the viewer fills. */
export interface ViewerParts {
  readonly form: HTMLFormElement;
  readonly message: HTMLElement;
  readonly charts: HTMLElement;
  readonly guest: HTMLElement;
  readonly slider: HTMLInputElement;
  readonly areas: HTMLElement;
  readonly progress: HTMLProgressElement;
  readonly running: HTMLElement;
  readonly status: HTMLElement;
  readonly cancel: HTMLButtonElement;
  readonly touchBrush: HTMLButtonElement;
  readonly closer: HTMLElement;
  readonly images: HTMLElement;
}

export interface ShownSource {
  readonly source: PeekSource;
  readonly table: PeekTable;
  readonly threshold: number;
  readonly kind: PeekChartKind;
  readonly metric: number;
  readonly title: string;
  /** The rows that are picked out; nothing: all. */
  readonly selection: Uint32Array | undefined;
  readonly chart: Pick<PeekChart, "svg" | "png">;
}

export interface Viewer {
  /** Generates what the form says, in place of a run that is under way. */
  generate(): Promise<void>;
  /** Shows another source; it is the viewer's to close. */
  show(source: PeekSource): Promise<void>;
  /** What is shown, with its areas as the slider has them; nothing until the first is there. */
  readonly shown: ShownSource | undefined;
  /** A chart of the user's in place of ours. */
  readonly guest: GuestChart;
  readonly look: ImageLook;
  /** Says in the page what has failed; nothing: takes back what was said. */
  say(error: unknown): void;
  /** The texts of a link to what is shown. */
  texts(): ViewTexts;
  finalize(): void;
}

/** How long a line that tells no end of its way stands still before it counts as put down, in milliseconds. */
const STILL = 300;
const OPTION_NAMES = OPTION_FIELDS.map(({ name }) => name);

/** Joins chart, images and large view over one source at a time, and generates blob sets. `changed` hears whenever a link would say something else. */
export function viewer(parts: ViewerParts, changed: () => void): Viewer {
  const { form, message, charts } = parts;
  const fieldOf = (name: string) => form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement;
  const kind = fieldOf("chart") as HTMLSelectElement;
  const metrics = fieldOf("metric") as HTMLSelectElement;
  const choice = chartChoice(kind, metrics);
  const status = runStatus(parts);
  const stop = new AbortController();
  const on = { signal: stop.signal };
  let marked: number | undefined;
  /** What the form said of the blobs that are shown. */
  let generated: ViewTexts = textsOf(form);
  /** What goes on being the blobs' threshold while stacks of other values are shown. */
  let ofBlobs = Number.NaN;

  const fail = (error: unknown): void => {
    if (!isAbort(error)) message.textContent = reasonOf(error);
  };
  const shared = session({
    chart: {
      root: charts,
      view: choice.view,
      onBrush: (rows) => images.brush(rows),
      onPin: (row) => choose(row, { reveal: true }),
      onAreas(of) {
        sayAreas(of);
        closer.update(of, look);
      },
      onPictures: () => images.refresh(),
    },
    external: { place: parts.guest, onSeen: showGuest },
    slider: parts.slider,
    thresholdField: fieldOf("threshold") as HTMLInputElement,
    cmap: () => fieldOf("cmap").value as ColourMapName,
    events: {
      offer: choice.offer,
      shown(source) {
        marked = undefined;
        closer.hide();
        images.show(source.table, choice.metricOf(source.table));
        sayAreas(source.table);
        changed();
      },
      settling() {
        message.textContent = "";
      },
      settled(table) {
        images.follow(table);
        changed();
      },
      fail: (_, error) => fail(error),
    },
  });
  const { live, threshold, look, external } = shared;
  const { chart } = live;
  const guest = guestChart(external, {
    look,
    // Stacks whose images have a threshold each have no other until one is chosen.
    threshold: () => (live.source?.threshold.each ? undefined : threshold.value),
    onPin(row, stacks, areMeasured) {
      if (areMeasured && !live.source?.blobs) choose(row, { reveal: true });
      else closer.showAlone(row, unmeasuredStacks(stacks, look), look).catch(fail);
    },
  });
  const images = imageBrowser(parts.images, {
    picture: (row, metric) => live.source!.thumbnail(row, metric),
    choose: (row) => choose(row),
    picked(rows) {
      if (!live.isFilling) chart.pick(rows);
      changed();
    },
    unbrush: chart.unbrush,
  });
  const closer = closerLook(parts.closer, {
    step(row, by) {
      const next = images.step(row, by);
      if (next !== undefined) choose(next, { reveal: true });
    },
    threshold(value) {
      threshold.set(value);
      void live.follow(value);
      clearTimeout(still);
      still = setTimeout(() => void shared.settle(value), STILL);
    },
    fail,
    close() {
      marked = undefined;
      chart.mark(undefined);
      images.mark(undefined);
    },
  });

  /** The controls of our chart are off while an external one is seen: the element `guest-hint` says why. */
  function showGuest(isSeen: boolean): void {
    parts.guest.hidden = !isSeen;
    charts.classList.toggle("charts-behind", isSeen);
    charts.inert = isSeen;
    for (const control of [kind, parts.touchBrush]) {
      control.disabled = isSeen;
      if (isSeen) control.setAttribute("aria-describedby", "guest-hint");
      else control.removeAttribute("aria-describedby");
    }
  }

  function choose(row: number, options?: { reveal: boolean }): void {
    const { source, table } = live;
    if (!source || !table) return;
    marked = row;
    if (!live.isFilling) chart.mark(row);
    images.mark(row, options);
    closer.show(row, source, table, look).catch(fail);
  }

  function sayAreas(of: PeekTable): void {
    parts.areas.textContent = meanAreas(of);
  }

  let still: ReturnType<typeof setTimeout> | undefined;

  async function draw(options: BlobOptions, texts: ViewTexts, run: AbortController): Promise<string> {
    const start = performance.now();
    let drawing = start;
    let rows = "";
    await shared.drawBlobs(options, run, {
      onProgress: status.progress,
      generated(set) {
        drawing = performance.now();
        rows = rowsText(set.length);
        status.doing(`${rows} · drawing…`);
        generated = texts;
        guest.letGo();
      },
    });
    const took = duration((drawing - start) / 1000);
    return `${rows} generated in ${took}, drawn in ${duration((performance.now() - drawing) / 1000)}`;
  }

  async function start(): Promise<void> {
    let options: BlobOptions;
    message.textContent = "";
    const isOfStacks = live.source !== undefined && !live.source.blobs && !Number.isNaN(ofBlobs);
    /** That of stacks, which stay where nothing comes of the run; an address may have written another into the field. */
    const ofShown = isOfStacks && fieldOf("threshold").value === String(threshold.value) ? threshold.value : undefined;
    if (ofShown !== undefined) threshold.set(ofBlobs);
    try {
      options = readOptions(form, message);
    } catch (error) {
      fail(error);
      if (ofShown !== undefined) threshold.set(ofShown);
      return;
    }
    const run = shared.begin();
    external.setAside();
    // The address writes into the field without a word to its listeners.
    threshold.set(options.threshold!);
    status.busy(true);
    try {
      const line = await draw(options, textsOf(form), run);
      if (shared.isCurrent(run)) status.done(line);
    } catch (error) {
      if (run.signal.aborted && !shared.isCurrent(run)) return;
      fail(error);
      external.bringBack();
      if (ofShown !== undefined) threshold.set(ofShown);
      if (live.isFilling && live.table) choice.offer(live.table);
      if (await live.restore()) {
        images.follow(live.table!);
        chart.mark(marked);
      }
      status.done(run.signal.aborted ? "Cancelled" : "");
    }
    if (shared.isCurrent(run)) status.busy(false);
  }

  async function review(): Promise<void> {
    charts.dataset.kind = kind.value;
    if (!(await live.review())) return;
    if (marked !== undefined) chart.mark(marked);
    changed();
  }

  parts.cancel.addEventListener("click", () => shared.stop(new DOMException("cancelled", "AbortError")), on);
  kind.addEventListener("change", () => void review().catch(fail), on);
  metrics.addEventListener(
    "change",
    () => {
      if (live.table) images.setMetric(choice.metricOf(live.table));
      void review().catch(fail);
    },
    on,
  );
  fieldOf("cmap").addEventListener(
    "change",
    () => {
      live.refreshPictures();
      if (live.table) closer.update(live.table, look);
      changed();
    },
    on,
  );
  parts.touchBrush.addEventListener(
    "click",
    () => {
      const isOn = parts.touchBrush.getAttribute("aria-pressed") !== "true";
      parts.touchBrush.setAttribute("aria-pressed", String(isOn));
      chart.brushByTouch(isOn);
    },
    on,
  );

  return {
    generate: start,
    async show(next) {
      // Whatever is under way has nothing to say any more.
      shared.begin();
      external.bringBack();
      status.busy(false);
      message.textContent = "";
      if (!live.source || live.source.blobs) ofBlobs = threshold.value;
      const { start: value, range } = next.threshold;
      threshold.set(value);
      threshold.range(...range);
      await shared.show(next);
      status.done(`${rowsText(next.length)} of ${apart(next.name)}`);
    },
    get shown() {
      const { source, table, isFilling } = live;
      if (!source || !table || isFilling) return undefined;
      const seen = choice.view(table, source.title);
      return { source, table, threshold: threshold.value, ...seen, selection: images.selection, chart };
    },
    guest,
    look,
    say(error) {
      message.textContent = "";
      if (error !== undefined) fail(error);
    },
    texts() {
      const now = textsOf(form);
      const options = OPTION_NAMES.filter((name) => name !== "threshold").map((name) => [name, generated[name]!]);
      return { ...now, ...Object.fromEntries(options), threshold: String(threshold.value) };
    },
    finalize() {
      stop.abort();
      clearTimeout(still);
      closer.finalize();
      images.finalize();
      shared.finalize();
    },
  };
}
