import type { BlobSet } from "../../src/blob-set.ts";
import type { ImageSource } from "../../src/charts/attach.ts";
import { checkChoice } from "../../src/checks.ts";
import type { ColourMapName } from "../../src/pictures/colour-maps.ts";
import { type NumberText, numberText } from "../peek-chart/number-text.ts";
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
import {
  CONTROLS,
  checkTexts,
  controlsOf,
  dataKey,
  localeOf,
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
  readonly fail: (error: unknown, message: string) => void;
  /** A point is pinned. */
  readonly select: (detail: object) => void;
  /** The view has to be made anew. */
  readonly restart: () => void;
}

export interface ElementView {
  /** Attributes or properties are others. */
  update(): void;
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

/** One that is none is told of with all else that attributes say. */
function numbersOf(locale: string): NumberText {
  try {
    return numberText(localeOf(locale));
  } catch {
    return numberText();
  }
}

export function elementView(host: ViewHost): ElementView {
  const { element, viewer } = host;
  let said: Texts = {};
  const workers = shareWorkers();
  let run = new AbortController();
  /** What is shown, or on its way. */
  let loaded: (ViewData & { readonly key: string }) | undefined;
  let guest: OwnChart | undefined;

  const theme = elementTheme(host);
  const parts = viewParts(host.live, {
    choose(name) {
      if (name === "scheme") theme.scheme(controls.field("scheme").value);
      else if (name === "cmap") refreshPictures();
      else review();
    },
    generate: () => void load(),
    cancel: () => run.abort(new DOMException("cancelled", "AbortError")),
  });
  const { controls, charts, line } = parts;
  const choice = chartChoice(controls.select("chart"), controls.select("metric"));
  const look: ImageLook = {
    threshold: () => threshold.value,
    cmap: () => controls.field("cmap").value as ColourMapName,
  };
  const fail = (error: unknown): void => {
    if (!isAbort(error)) host.fail(error, reasonOf(error));
  };
  const { locale } = textsOfElement(element);
  const numbers = numbersOf(locale!);
  const live = liveChart({
    root: charts,
    tooltipRoot: viewer,
    watchTheme: theme.watch,
    numbers,
    hasImages: () => said.images !== "none",
    view: choice.view,
    onPin(row) {
      live.chart.mark(row);
      host.select(rowDetail(live.table!, row));
    },
    onAreas: sayAreas,
    fail,
  });
  const threshold = thresholdControl(controls.slider, controls.thresholdField, {
    drag: (value) => void live.follow(value),
    settle: (value) => void settle(value),
    refuse: fail,
  });
  const unwatchWorkers = watchRefusedWorkers((text) => {
    parts.note.textContent = text;
  });

  function sayAreas(of: PeekTable): void {
    controls.areas.textContent = meanAreas(of, numbers.area);
  }

  async function settle(value: number): Promise<void> {
    if ((await live.follow(value)) && value === threshold.value) live.settle();
  }

  function review(): void {
    charts.dataset.kind = choice.kind;
    live.review().catch(fail);
  }

  function refreshPictures(): void {
    live.refreshPictures();
    guest?.tooltip.refresh();
  }

  /** What the attributes say, with what a reader has chosen since. */
  const textsNow = (): Texts => ({ ...said, ...Object.fromEntries(CONTROLS.map((name) => [name, controls.field(name).value])) });

  function leaveGuest(): void {
    guest?.finalize();
    guest = undefined;
    parts.showGuest(false);
  }

  async function showSource(source: PeekSource, signal: AbortSignal): Promise<void> {
    try {
      signal.throwIfAborted();
      choice.offer(source.table);
      const names = source.table.metrics.map(({ name }) => name);
      if (element.hasAttribute("metric") && !names.includes(controls.field("metric").value)) {
        controls.field("metric").value = checkChoice(said.metric, "metric", names);
      }
    } catch (error) {
      source.close();
      throw error;
    }
    leaveGuest();
    charts.dataset.kind = choice.kind;
    if (!(await live.show(source))) throw new DOMException("the viewer is gone", "AbortError");
    threshold.range(...source.threshold.range);
    sayAreas(source.table);
    host.ready({ rows: source.length, chart: choice.kind });
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
          choice.offer(part);
          leaveGuest();
          charts.dataset.kind = choice.kind;
        }
        live.fill(part).then(host.reveal, fail);
      },
    });
    await showSource(blobSource(set, look), signal);
    if (threshold.value !== set.options.threshold) await settle(threshold.value);
  }

  async function loadBrought(texts: Texts, data: ViewData, signal: AbortSignal): Promise<void> {
    const { openBrought } = await import("./brought.ts");
    const opened = await openBrought({ ...data, texts, look, signal, line, hasThreshold: element.hasAttribute("threshold") });
    if ("source" in opened) {
      threshold.set(opened.source.threshold.start);
      return showSource(opened.source, signal);
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
    host.ready({ chart: "own" });
  }

  async function load(): Promise<void> {
    run.abort(new DOMException("something else is asked for", "AbortError"));
    run = new AbortController();
    const { signal } = run;
    const texts = textsNow();
    const data = host.data();
    loaded = { ...data, key: dataKey(texts) };
    const isBrought = data.spec !== undefined || data.source !== undefined || texts.src !== "";
    parts.plots.setAttribute("aria-busy", "true");
    try {
      await (isBrought ? loadBrought(texts, data, signal) : loadBlobs(texts, signal));
    } catch (error) {
      if (run.signal === signal) {
        fail(error);
        await live.restore();
      }
    }
    if (run.signal !== signal) return;
    line.end(signal.aborted ? "Cancelled" : "");
    parts.plots.setAttribute("aria-busy", "false");
  }

  function update(): void {
    const before = said;
    try {
      const next = textsOfElement(element);
      checkTexts(next);
      said = next;
      controls.show(controlsOf(next));
    } catch (error) {
      fail(error);
      return;
    }
    if (said.locale !== locale) {
      host.restart();
      return;
    }
    const changed = new Set(Object.keys(said).filter((name) => said[name] !== before[name]));
    for (const name of CONTROLS) if (changed.has(name)) controls.field(name).value = said[name]!;
    theme.choose(said.theme!);
    theme.scheme(controls.field("scheme").value);
    const { spec, source } = host.data();
    if (loaded?.key !== dataKey(textsNow()) || loaded.spec !== spec || loaded.source !== source) {
      void load();
      return;
    }
    if (changed.has("threshold")) {
      try {
        threshold.set(thresholdOf(said.threshold!));
        void settle(threshold.value);
      } catch (error) {
        fail(error);
      }
    }
    if (changed.has("chart") || changed.has("metric")) review();
    if (changed.has("cmap") || changed.has("images")) refreshPictures();
  }

  update();
  return {
    update,
    get set() {
      return live.source?.blobs;
    },
    svg: () => (guest ?? live.chart).svg(),
    png: (scale) => (guest ?? live.chart).png(scale),
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
