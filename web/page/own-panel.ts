import { type ChartFile, readChartFile, sortFiles } from "../sources/own-files.ts";
import { type MeasuredStack, measureStacks } from "../sources/own-measure.ts";
import { type OwnStack, openOwnStacks, type RunOptions } from "../sources/own-stack.ts";
import { dropZone } from "../ui/drop-zone.ts";
import { button, element } from "../ui/elements.ts";
import { isAbort } from "../ui/failure.ts";
import { showControls } from "../ui/foreign-text.ts";
import { duration } from "../ui/run-figures.ts";
import { runLine } from "../ui/run-line.ts";
import { chartItem, stackItem } from "./own-list.ts";
import { ownSettings } from "./own-settings.ts";

export interface OwnPanelOptions {
  /**
   * The stacks that are there are measured: to be plotted, or, behind a chart of the user's, for the masks' borders. They are the receiver's, to be
   * closed when the next ones come, or at `onClear`.
   */
  readonly onMeasured: (measured: readonly MeasuredStack[], behindChart: boolean) => void;
  /**
   * A chart has come, or other stacks or another key for it: to be drawn by `drawOwnChart`, before its stacks are measured; without any where there are
   * none. Where it rejects, what has come is not taken.
   */
  readonly onChart: (chartText: string, name: string, key: string | undefined, stacks: readonly OwnStack[]) => Promise<void>;
  /** Nothing is there any more that could be shown. */
  readonly onClear: () => void;
  /** Shows the message in the page; nothing: the message before is over. */
  readonly say: (error: unknown) => void;
}

export interface OwnPanel {
  readonly element: HTMLElement;
  /** Files from elsewhere, as if they were dropped. */
  take(files: readonly File[]): void;
  /** Ends what is under way, and no longer takes what is dropped. What was measured stays the receiver's. */
  finalize(): void;
}

interface Taken {
  readonly files: readonly File[];
  readonly stacks: readonly OwnStack[];
  readonly chart: ChartFile | undefined;
}

const NOTHING: Taken = { files: [], stacks: [], chart: undefined };
const PRIVACY =
  "Your files stay on this machine: this page reads them itself, and its policy forbids it any connection to other places.";
const INVITATION =
  "Drop a stack of images here (NumPy’s .npy), or two of one length. With a chart from Altair or Vega-Lite (.json) the images go behind its points.";

const count = (value: number): string => value.toLocaleString("en-US");

/** Files of which a later one replaces an earlier of the same name. */
const merged = (before: readonly File[], more: readonly File[]): File[] => [
  ...before.filter(({ name }) => !more.some((file) => file.name === name)),
  ...more,
];

/**
 * Where a user's own data come in: dropped anywhere on the page while the panel is there, or chosen. They are measured at once by the settings shown: no filter,
 * and Otsu's threshold unless all values are from 0 to 1. What cannot be taken is said, and what was there stays.
 */
export function ownPanel({ onMeasured, onChart, onClear, say }: OwnPanelOptions): OwnPanel {
  let taken = NOTHING;
  /** Files that are being opened: others that come meanwhile join them. */
  let arriving: readonly File[] = [];
  let run = new AbortController();
  /** The column by which the chart was drawn, or "". */
  let drawnKey = "";

  const root = element("section", "ndpeek-own");
  const heading = element("h2", "ndpeek-own-heading", "Your own images");
  heading.id = "ndpeek-own-heading";
  root.setAttribute("aria-labelledby", heading.id);
  const input = element("input");
  Object.assign(input, { type: "file", multiple: true, accept: ".npy,.json", hidden: true });
  const choose = button("ndpeek-button", "Choose files…");
  choose.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    // The same file may be chosen again.
    input.value = "";
    take(files);
  });
  const box = element("div", "ndpeek-own-box");
  box.append(element("p", "", INVITATION), choose, input);
  const list = element("ul", "ndpeek-own-files");
  const settings = ownSettings();
  const key = element("select");
  key.id = "ndpeek-own-key";
  key.addEventListener("change", () => void drawByKey());
  const keyRow = element("div", "ndpeek-own-field");
  const keyLabel = element("label", "", "Column of image numbers");
  keyLabel.htmlFor = key.id;
  keyRow.append(keyLabel, key);
  const submit = element("button", "ndpeek-button ndpeek-button-main", "Measure");
  const form = element("form", "ndpeek-own-form");
  form.noValidate = true;
  form.append(keyRow, settings.element, submit);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void work(measure);
  });
  const line = runLine(() => run.abort(new DOMException("cancelled", "AbortError")));
  root.append(heading, element("p", "ndpeek-own-privacy", PRIVACY), box, list, form, line.element);
  const zone = dropZone({ says: "Drop .npy stacks, and a chart’s .json with them, if you have one", onFiles: take });

  const coloursNote = (): string => {
    const says = taken.chart
      ? "Colours are shown behind the chart’s points, and not measured"
      : "Colours have no areas to plot: drop a chart whose points they belong to";
    const notes = taken.stacks.flatMap(({ name, note }) => (note === undefined ? [] : [`${name}: ${note}`]));
    return [says, ...notes].join(". ");
  };
  const isMeasurable = (): boolean => taken.stacks.length > 0 && !taken.stacks.some(({ isColour }) => isColour);

  function show(): void {
    const { files, stacks, chart } = taken;
    const removed = (file: File) => () => keep({ files: files.filter((other) => other !== file), chart });
    list.replaceChildren(
      ...stacks.map((stack, i) => stackItem(stack, files[i]!.size, removed(files[i]!))),
      ...(chart ? [chartItem(chart, () => keep({ files, chart: undefined }))] : []),
    );
    list.hidden = list.childElementCount === 0;
    form.hidden = stacks.length === 0;
    settings.element.hidden = !isMeasurable();
    submit.hidden = !isMeasurable();
    keyRow.hidden = !chart || stacks.length === 0;
    key.replaceChildren(
      new Option("None: the rows’ order", ""),
      ...(chart?.columns ?? []).map((column) => new Option(showControls(column), column)),
    );
    key.value = drawnKey;
  }

  /** Begins a piece of work in place of what is under way, and says how it ended. */
  async function work(task: (options: RunOptions) => Promise<string>): Promise<void> {
    run.abort(new DOMException("other work has begun", "AbortError"));
    run = new AbortController();
    const own = run;
    say(undefined);
    try {
      const says = await task({ signal: own.signal, onProgress: line.progress });
      if (run === own) line.end(says);
    } catch (error) {
      if (run !== own) return;
      line.end(own.signal.aborted ? "Cancelled" : "");
      if (!own.signal.aborted) say(error);
    }
  }

  async function measure(options: RunOptions): Promise<string> {
    if (!isMeasurable()) return taken.stacks.length > 0 ? coloursNote() : "";
    const start = performance.now();
    const given = settings.read();
    line.start("Measuring");
    const measured = await measureStacks(taken.stacks, given, options);
    const took = duration((performance.now() - start) / 1000);
    onMeasured(measured, taken.chart !== undefined);
    return `${count(taken.stacks[0]!.length * taken.stacks.length)} images measured in ${took}`;
  }

  async function draw({ text, name }: ChartFile, column: string, stacks: readonly OwnStack[]): Promise<void> {
    await onChart(text, name, column === "" ? undefined : column, stacks);
    drawnKey = column;
    key.value = column;
  }

  async function drawByKey(): Promise<void> {
    say(undefined);
    try {
      await draw(taken.chart!, key.value, taken.stacks);
    } catch (error) {
      key.value = drawnKey;
      say(error);
    }
  }

  /**
   * Has a chart drawn that has come, or whose stacks are others. One that cannot have their images as it stands is drawn without them: its reader may
   * choose a column yet, and is told the reason, which is returned. Rejects where it cannot be drawn at all.
   */
  async function drawArrived(chart: ChartFile, stacks: readonly OwnStack[]): Promise<unknown> {
    const column = chart.columns.includes(drawnKey) && stacks.length > 0 ? drawnKey : "";
    try {
      await draw(chart, column, stacks);
      return undefined;
    } catch (reason) {
      if (stacks.length === 0 || chart.columns.length === 0 || isAbort(reason)) throw reason;
      await draw(chart, "", []).catch(() => {
        throw reason;
      });
      return reason;
    }
  }

  /** Takes these files in place of all that is there, or none of them; why a chart has no images is returned. */
  async function open(
    files: readonly File[],
    chartFile: File | undefined,
    chart: ChartFile | undefined,
    options: RunOptions,
  ): Promise<unknown> {
    line.start("Reading");
    const read = chartFile ? await readChartFile(chartFile) : chart;
    const isKnown = files.length === taken.files.length && files.every((file, i) => file === taken.files[i]);
    const stacks = isKnown ? taken.stacks : files.length > 0 ? await openOwnStacks(files, options) : [];
    options.signal?.throwIfAborted();
    const next = { files, stacks, chart: read };
    const reason = read && (await drawArrived(read, stacks));
    if (taken.stacks.length === 0 && stacks.length > 0) settings.suit(stacks);
    taken = next;
    show();
    return reason;
  }

  /** What has been opened is measured; the reason that its chart has no images is said behind that, which takes back what was said before. */
  async function measureOpened(reason: unknown, options: RunOptions): Promise<string> {
    const says = await measure(options);
    if (reason !== undefined) say(reason);
    return says;
  }

  function take(given: readonly File[]): void {
    if (given.length === 0) return;
    arriving = merged(arriving, given);
    const all = arriving;
    void work(async (options) => {
      let reason: unknown;
      try {
        const { stacks, chart } = sortFiles(all);
        reason = await open(merged(taken.files, stacks), chart, taken.chart, options);
      } finally {
        if (arriving === all) arriving = [];
      }
      return measureOpened(reason, options);
    });
  }

  function keep({ files, chart }: Pick<Taken, "files" | "chart">): void {
    choose.focus();
    void work(async (options) => {
      if (files.length === 0 && !chart) {
        taken = NOTHING;
        show();
        onClear();
        return "";
      }
      const reason = await open(files, undefined, chart, options);
      // Colours alone are nothing that could be shown in place of the chart that goes.
      if (!chart && !isMeasurable()) onClear();
      return measureOpened(reason, options);
    });
  }

  show();
  return {
    element: root,
    take,
    finalize() {
      zone.finalize();
      run.abort(new DOMException("the panel is gone", "AbortError"));
      root.remove();
    },
  };
}
