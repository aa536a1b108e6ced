import type { BlobSet } from "../../src/blob-set.ts";
import type { ImageSource } from "../../src/charts/attach.ts";
import { checkChoice } from "../../src/checks.ts";
import type { ColourMapName } from "../../src/pictures/colour-maps.ts";
import { numberText } from "../peek-chart/number-text.ts";
import type { PeekTable } from "../peek-chart/peek-table.ts";
import { watchRefusedWorkers } from "../refused-workers.ts";
import { generate } from "../viewer/blob-generation.ts";
import { blobSource } from "../viewer/blob-source.ts";
import { chartChoice } from "../viewer/chart-choice.ts";
import { isAbort, reasonOf } from "../viewer/failure.ts";
import { liveChart } from "../viewer/live-chart.ts";
import { meanAreas } from "../viewer/mean-areas.ts";
import type { OwnChart } from "../viewer/own-chart.ts";
import type { ImageLook, PeekSource } from "../viewer/peek-source.ts";
import { shareWorkers } from "../viewer/shared-workers.ts";
import { thresholdControl } from "../viewer/threshold-control.ts";
import { type Concern, complaints } from "./complaints.ts";
import {
  ATTRIBUTE_NAMES,
  CONTROLS,
  type Control,
  checkTexts,
  controlsOf,
  dataKey,
  localeOf,
  namesFiles,
  OTSU,
  optionsOf,
  type Texts,
  textsOfElement,
  thresholdOf,
} from "./element-texts.ts";
import { elementTheme, type ThemedParts } from "./element-theme.ts";
import { viewParts } from "./view-parts.ts";

/** What the page gives by properties. */
export interface ViewData {
  readonly spec?: object | undefined;
  readonly source?: ImageSource | undefined;
}

/** A viewer's element as what is within it sees it. */
export interface ViewHost extends ThemedParts {
  /** Where the chart is to be. */
  readonly live: HTMLElement;
  readonly data: () => ViewData;
  /** There is something to be seen of the chart. */
  readonly reveal: () => void;
  /** A chart is there. */
  readonly ready: (detail: object) => void;
  /** Something has gone wrong. */
  readonly fail: (error: unknown, message: string) => void;
  /** All that is wrong now; an empty text where that is nothing. */
  readonly say: (text: string) => void;
  /** A point is pinned. */
  readonly select: (detail: object) => void;
}

export interface ElementView {
  /** Attributes or properties are others. */
  update(): void;
  /** The element is in another place of the page. */
  moved(): void;
  readonly set: BlobSet | undefined;
  svg(): Promise<string>;
  png(scale: number): Promise<Blob>;
  finalize(): void;
}

/** What of a row a page hears. */
const rowDetail = ({ groups, hues, metrics }: PeekTable, row: number): object => ({
  row,
  ...(hues && { group: groups[hues[row]!] }),
  areas: Object.fromEntries(metrics.map(({ name, areas }) => [name, areas[row]])),
});

/** Attributes that rows do not depend on, and that may still have kept them from being shown. */
const RULED_OUT = ["threshold", "metric", "images"] as const;

export function elementView(host: ViewHost): ElementView {
  const { element, viewer } = host;
  let said: Texts = {};
  /** The attributes as they are written. */
  let written: Readonly<Record<string, string | null>> = {};
  /** What a reader has chosen since the attribute was set. */
  const chosen: Partial<Record<Control, string>> = {};
  const workers = shareWorkers();
  let run = new AbortController();
  /** What is shown, or on its way. */
  let loaded: (ViewData & { readonly isBrought: boolean; readonly key: string }) | undefined;
  let hasFailed = false;
  let guest: OwnChart | undefined;
  let numbers = numberText();

  const theme = elementTheme(host);
  const parts = viewParts(host.live, {
    choose(name) {
      chosen[name] = controls.field(name).value;
      if (name === "scheme") theme.scheme(chosen.scheme!);
      else if (name === "cmap") refreshPictures();
      else review();
    },
    generate() {
      for (const name of ["rows", "seed"] as const) chosen[name] = controls.field(name).value;
      void load();
    },
    cancel: () => run.abort(new DOMException("cancelled", "AbortError")),
  });
  const { controls, charts, line } = parts;
  const choice = chartChoice(controls.select("chart"), controls.select("metric"));
  const look: ImageLook = {
    threshold: () => threshold.value,
    cmap: () => controls.field("cmap").value as ColourMapName,
  };
  const wrong = complaints(host.say);
  const failAt =
    (concern: Concern) =>
    (error: unknown): void => {
      if (isAbort(error)) return;
      const text = reasonOf(error);
      wrong.say(concern, text);
      host.fail(error, text);
    };
  /** Does something that an attribute may be wrong for; returns whether it is done. */
  function attempt(concern: Concern, work: () => void): boolean {
    try {
      work();
    } catch (error) {
      failAt(concern)(error);
      return false;
    }
    wrong.settle(concern);
    return true;
  }
  const live = liveChart({
    root: charts,
    tooltipRoot: viewer,
    watchTheme: theme.watch,
    numbers: () => numbers,
    hasImages: () => said.images !== "none",
    view: choice.view,
    onPin(row) {
      live.chart.mark(row);
      host.select(rowDetail(live.table!, row));
    },
    onAreas: sayAreas,
    fail: failAt("threshold"),
  });
  const threshold = thresholdControl(controls.slider, controls.thresholdField, {
    drag(value) {
      chosen.threshold = String(value);
      void live.follow(value);
    },
    settle(value) {
      chosen.threshold = String(value);
      void settle(value);
    },
    refuse: failAt("threshold"),
  });
  const unwatchWorkers = watchRefusedWorkers((text) => {
    parts.note.textContent = text;
  });

  function sayAreas(of: PeekTable): void {
    controls.areas.textContent = meanAreas(of, numbers.area);
  }

  async function settle(value: number): Promise<void> {
    wrong.settle("threshold");
    if ((await live.follow(value)) && value === threshold.value) live.settle();
  }

  function review(): void {
    viewer.dataset.kind = choice.kind;
    live.review().then(() => wrong.settle("chart"), failAt("chart"));
  }

  function refreshPictures(): void {
    live.refreshPictures();
    guest?.tooltip.refresh();
  }

  /** What the attributes say, with what a reader has chosen since. */
  const textsNow = (): Texts => ({ ...said, ...chosen });

  /** Offers what a table has. Throws a RangeError where it has no such metric as the attribute says. */
  function offer(of: PeekTable): void {
    controls.field("chart").value = textsNow().chart!;
    choice.offer(of);
    const names = of.metrics.map(({ name }) => name);
    const list = controls.field("metric");
    if (names.includes(chosen.metric ?? "")) list.value = chosen.metric!;
    else if (element.hasAttribute("metric")) list.value = checkChoice(said.metric, "metric", names);
    else list.value = names[0]!;
  }

  function leaveGuest(): void {
    guest?.finalize();
    guest = undefined;
    parts.showGuest(false);
  }

  async function showSource(source: PeekSource, signal: AbortSignal): Promise<void> {
    try {
      signal.throwIfAborted();
      offer(source.table);
    } catch (error) {
      source.close();
      throw error;
    }
    leaveGuest();
    viewer.dataset.kind = choice.kind;
    if (!(await live.show(source))) throw new DOMException("the viewer is gone", "AbortError");
    threshold.range(...source.threshold.range);
    sayAreas(source.table);
    ready({ rows: source.length, chart: choice.kind });
  }

  function ready(detail: object): void {
    wrong.settle("rows", "metric", "chart", "threshold");
    host.ready(detail);
  }

  async function loadBlobs(texts: Texts, signal: AbortSignal): Promise<void> {
    const options = optionsOf(texts);
    threshold.set(options.threshold!);
    let isSlow = false;
    const set = await generate(options, {
      pool: workers.pool,
      signal,
      onProgress(progress) {
        if (!isSlow) line.start("Drawing");
        isSlow = true;
        line.progress(progress);
      },
      onPart(part) {
        if (!live.isFilling) {
          try {
            offer(part);
          } catch (error) {
            run.abort(error);
            return;
          }
          leaveGuest();
          viewer.dataset.kind = choice.kind;
        }
        live.fill(part).then(host.reveal, failAt("rows"));
      },
    });
    await showSource(blobSource(set, look), signal);
    if (threshold.value !== set.options.threshold) await settle(threshold.value);
  }

  /** The threshold that somebody says; nothing where each image has its own, or none is said. */
  function saidThreshold(): number | undefined {
    const text = chosen.threshold ?? (element.hasAttribute("threshold") ? said.threshold : undefined);
    return text === undefined || text === OTSU ? undefined : thresholdOf(text);
  }

  async function loadBrought(texts: Texts, data: ViewData, signal: AbortSignal): Promise<void> {
    const { openBrought } = await import("./brought.ts");
    const opened = await openBrought({ ...data, texts, look, signal, line, hasThreshold: element.hasAttribute("threshold") });
    if ("source" in opened) {
      const { start } = opened.source.threshold;
      threshold.set(start);
      await showSource(opened.source, signal);
      const wanted = saidThreshold() ?? start;
      if (wanted === start) return;
      threshold.set(wanted);
      return settle(wanted);
    }
    // It is drawn to its width, which something hidden has not.
    parts.guest.hidden = false;
    try {
      const chart = await opened.draw(parts.guest, {
        tooltipRoot: viewer,
        watchTheme: theme.watch,
        onPin: (fields) => host.select({ fields }),
        signal,
      });
      guest?.finalize();
      guest = chart;
    } catch (error) {
      parts.guest.hidden = guest === undefined;
      throw error;
    }
    parts.showGuest(true);
    ready({ chart: "own" });
  }

  const isOfPage = (texts: Texts, { spec, source }: ViewData): boolean =>
    spec !== undefined || source !== undefined || namesFiles(texts);

  /** Whether what is asked for is what is shown, or on its way. */
  function isLoaded(texts: Texts, data: ViewData): boolean {
    if (!loaded || loaded.spec !== data.spec || loaded.source !== data.source) return false;
    const isBrought = isOfPage(texts, data);
    return loaded.isBrought === isBrought && loaded.key === dataKey(texts, isBrought);
  }

  async function load(): Promise<void> {
    run.abort(new DOMException("something else is asked for", "AbortError"));
    run = new AbortController();
    const { signal } = run;
    const texts = textsNow();
    const data = host.data();
    const isBrought = isOfPage(texts, data);
    loaded = { ...data, isBrought, key: dataKey(texts, isBrought) };
    hasFailed = false;
    parts.plots.setAttribute("aria-busy", "true");
    try {
      await (isBrought ? loadBrought(texts, data, signal) : loadBlobs(texts, signal));
    } catch (error) {
      if (run.signal === signal) {
        hasFailed = !isAbort(error);
        failAt("rows")(error);
        await live.restore();
      }
    }
    if (run.signal !== signal) return;
    line.end(isAbort(signal.reason) ? "Cancelled" : "");
    parts.plots.setAttribute("aria-busy", "false");
  }

  /** Takes another way to write numbers. */
  function write({ locale }: Texts): void {
    numbers = numberText(localeOf(locale!));
    if (!live.table) return;
    sayAreas(live.table);
    review();
  }

  function update(): void {
    const next = textsOfElement(element);
    if (!attempt("attributes", () => checkTexts(next))) return;
    const before = written;
    said = next;
    written = Object.fromEntries(ATTRIBUTE_NAMES.map((name) => [name, element.getAttribute(name)]));
    controls.show(controlsOf(said));
    const changed = new Set(ATTRIBUTE_NAMES.filter((name) => written[name] !== before[name]));
    for (const name of CONTROLS) {
      if (!changed.has(name)) continue;
      delete chosen[name];
      controls.field(name).value = said[name]!;
    }
    theme.choose(said.theme!);
    theme.scheme(controls.field("scheme").value);
    if (changed.has("locale")) write(said);
    const isOtherChart = guest !== undefined && changed.has("images");
    const isMended = hasFailed && RULED_OUT.some((name) => changed.has(name));
    if (isOtherChart || isMended || !isLoaded(textsNow(), host.data())) {
      void load();
      return;
    }
    if (changed.has("threshold")) {
      attempt("threshold", () => {
        threshold.set(thresholdOf(said.threshold!));
        void settle(threshold.value);
      });
    }
    const { table } = live;
    if (table && (changed.has("chart") || changed.has("metric")) && attempt("metric", () => offer(table))) review();
    if (changed.has("cmap") || changed.has("images")) refreshPictures();
  }

  function shownChart(): Pick<OwnChart, "svg" | "png"> {
    const shown = guest ?? (live.source && live.chart);
    if (!shown) throw new Error("the viewer shows no chart yet");
    return shown;
  }

  update();
  return {
    update,
    moved: theme.moved,
    get set() {
      return guest ? undefined : live.source?.blobs;
    },
    svg: async () => shownChart().svg(),
    png: async (scale) => shownChart().png(scale),
    finalize() {
      run.abort(new DOMException("the viewer is gone", "AbortError"));
      workers.leave();
      unwatchWorkers();
      threshold.finalize();
      guest?.finalize();
      live.finalize();
      theme.finalize();
    },
  };
}
