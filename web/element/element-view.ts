import { checkChoice } from "../../src/base/checks.ts";
import { meanAreas } from "../../src/draw/mean-areas.ts";
import { numberText } from "../../src/draw/number-text.ts";
import type { PeekTable } from "../../src/draw/peek-table.ts";
import type { ColourMapName } from "../../src/pictures/colour-maps.ts";
import { chartChoice } from "../point-chart/chart-choice.ts";
import { watchRefusedWorkers } from "../session/refused-workers.ts";
import { session } from "../session/session.ts";
import { isAbort, reasonOf } from "../ui/failure.ts";
import type { OwnChart } from "../vega-chart/own-chart.ts";
import type { DrawBrought } from "./brought.ts";
import { type Concern, complaints } from "./complaints.ts";
import { elementLoad } from "./element-load.ts";
import { CONTROLS, checkTexts, controlsOf, localeOf, textsOfElement, thresholdOf } from "./element-texts.ts";
import { elementTheme } from "./element-theme.ts";
import type { ElementView, ViewHost } from "./view-host.ts";
import { viewParts } from "./view-parts.ts";
import { wishesOf } from "./wishes.ts";

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
  const wishes = wishesOf(element);
  let numbers = numberText();

  const theme = elementTheme(host);
  const parts = viewParts(host.live, {
    choose(name) {
      wishes.choose(name, controls.field(name).value);
      if (name === "scheme") theme.scheme(controls.field(name).value);
      else if (name === "cmap") live.refreshPictures();
      else review();
    },
    generate() {
      for (const name of ["rows", "seed"] as const) wishes.choose(name, controls.field(name).value);
      void loading.load();
    },
    cancel: () => shared.stop(new DOMException("cancelled", "AbortError")),
  });
  const { controls, charts, line, plots } = parts;
  const choice = chartChoice(controls.select("chart"), controls.select("metric"));
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
  const shared = session({
    chart: {
      root: charts,
      tooltipRoot: viewer,
      watchTheme: theme.watch,
      numbers: () => numbers,
      hasImages: () => wishes.said.images !== "none",
      view: choice.view,
      onPin(row) {
        live.chart.mark(row);
        host.select(rowDetail(live.table!, row));
      },
      onAreas: sayAreas,
    },
    external: { place: parts.guest, onSeen: parts.showGuest },
    slider: controls.slider,
    thresholdField: controls.thresholdField,
    cmap: () => controls.field("cmap").value as ColourMapName,
    events: {
      offer(table) {
        offer(table);
        showOurs();
      },
      filled: host.reveal,
      shown(source) {
        sayAreas(source.table);
        ready({ rows: source.length, chart: choice.kind });
      },
      chosen: (value) => wishes.choose("threshold", String(value)),
      settling: () => wrong.settle("threshold"),
      fail: (about, error) => failAt(about)(error),
    },
  });
  const { live, threshold, external } = shared;
  const unwatchWorkers = watchRefusedWorkers((text) => {
    parts.note.textContent = text;
  });

  function sayAreas(of: PeekTable): void {
    controls.areas.textContent = meanAreas(of, numbers.area);
  }

  function review(): void {
    viewer.dataset.kind = choice.kind;
    live.review().then(() => wrong.settle("chart"), failAt("chart"));
  }

  /** Offers what a table has. Throws a RangeError where it has no such metric as the attribute says. */
  function offer(of: PeekTable): void {
    controls.field("chart").value = wishes.now().chart!;
    choice.offer(of);
    const names = of.metrics.map(({ name }) => name);
    const list = controls.field("metric");
    const { metric: chosen = "" } = wishes.chosen;
    if (names.includes(chosen)) list.value = chosen;
    else if (wishes.has("metric")) list.value = checkChoice(wishes.said.metric, "metric", names);
    else list.value = names[0]!;
  }

  /** Our chart is the one to be seen. */
  function showOurs(): void {
    external.clear();
    viewer.dataset.kind = choice.kind;
  }

  function ready(detail: object): void {
    wrong.settle("rows", "metric", "chart", "threshold");
    host.ready(detail);
  }

  async function showBrought(draw: DrawBrought, signal: AbortSignal): Promise<void> {
    const onPin = (fields: unknown): void => host.select({ fields });
    await external.show((place) => draw(place, { tooltipRoot: viewer, watchTheme: theme.watch, onPin, signal }));
    ready({ chart: "own" });
  }

  const loading = elementLoad({
    session: shared,
    wishes,
    data: host.data,
    line,
    plots,
    showBrought,
    async fail(error) {
      failAt("rows")(error);
      await live.restore();
    },
  });

  /** Takes another way to write numbers. */
  function write(locale: string): void {
    numbers = numberText(localeOf(locale));
    if (!live.table) return;
    sayAreas(live.table);
    review();
  }

  function update(): void {
    const texts = textsOfElement(element);
    if (!attempt("attributes", () => checkTexts(texts))) return;
    const changed = wishes.take(texts);
    controls.show(controlsOf(texts));
    for (const name of CONTROLS) if (changed.has(name)) controls.field(name).value = texts[name]!;
    theme.choose(texts.theme!);
    theme.scheme(controls.field("scheme").value);
    if (changed.has("locale")) write(texts.locale!);
    const isOtherChart = external.chart !== undefined && changed.has("images");
    const isMended = loading.hasFailed && RULED_OUT.some((name) => changed.has(name));
    if (isOtherChart || isMended || !loading.isCurrent()) {
      void loading.load();
      return;
    }
    if (changed.has("threshold")) {
      attempt("threshold", () => {
        threshold.set(thresholdOf(texts.threshold!));
        void shared.settle(threshold.value);
      });
    }
    const { table } = live;
    if (table && (changed.has("chart") || changed.has("metric")) && attempt("metric", () => offer(table))) review();
    if (changed.has("cmap") || changed.has("images")) live.refreshPictures();
  }

  function shownChart(): Pick<OwnChart, "svg" | "png"> {
    const shown = external.chart ?? (live.source && live.chart);
    if (!shown) throw new Error("the viewer shows no chart yet");
    return shown;
  }

  update();
  return {
    update,
    moved: theme.moved,
    get set() {
      return external.chart ? undefined : live.source?.blobs;
    },
    svg: async () => shownChart().svg(),
    png: async (scale) => shownChart().png(scale),
    finalize() {
      unwatchWorkers();
      shared.finalize();
      theme.finalize();
    },
  };
}
