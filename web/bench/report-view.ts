import type { Kernel } from "../../bench/cases.ts";
import type { Changes } from "../../bench/changes.ts";
import { COLUMNS, headsOf, linesOf } from "../../bench/report/case-table.ts";
import { CHANGE_HEADS, CHANGE_WORDS, changeCells, changesSummary } from "../../bench/report/changes-words.ts";
import type { ReportChart } from "../../bench/report/chart-parts.ts";
import { chartsOf } from "../../bench/report/charts.ts";
import { type HeadlineRow, headlinesOf, headlineTable, labelOf } from "../../bench/report/headline.ts";
import { moduleText, rooflineText } from "../../bench/report/text.ts";
import { timeText } from "../../bench/report/words.ts";
import type { BenchResult, CaseResult } from "../../bench/result.ts";
import type { Tooltip } from "../tooltip/index.ts";
import { element } from "../ui/elements.ts";
import { type Chart, drawChart } from "../vega-chart/chart.ts";
import { dataTable } from "./data-table.ts";

const section = (title: string, ...parts: readonly (Node | string)[]): HTMLElement => {
  const made = element("section", "bench-section");
  made.append(element("h2", "", title), ...parts);
  return made;
};

const paragraph = (text: string): HTMLElement => element("p", "bench-note", text);

const dateText = (date: string): string =>
  `${new Date(date).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" })} UTC`;

const whereText = ({ environment: { cpu, cores, engine, date, ndpeek }, complete }: BenchResult): string =>
  `ndpeek ${ndpeek} · ${cpu}, ${cores} cores · ${engine} · ${dateText(date)}${complete ? "" : " · cancelled, not all cases are here"}`;

/** The machine and the versions, a term a line. */
function machine({ environment, peers, seconds, complete, cases }: BenchResult): HTMLElement {
  const { date, ndpeek, cpu, cores, platform, engine, flags, load, loadAfter, command, nativeSimd } = environment;
  const loads = load ? ` Load average before ${load.join(", ")}${loadAfter ? `, after ${loadAfter.join(", ")}` : ""}.` : "";
  const facts: readonly (readonly [string, string])[] = [
    ["Machine", `${cpu}, ${cores} cores, ${platform}.${loads}`],
    ["Engine", `${engine}${flags.length > 0 ? ` with ${flags.join(" ")}` : ""}`],
    ["ndpeek", `${ndpeek}, ${dateText(date)}`],
    ["Command", command],
    ["Run", `${cases.length} cases in ${Math.round(seconds)} seconds${complete ? "" : "; it was cancelled"}`],
    [
      "Peers",
      peers
        .filter(({ id }) => id !== "ndpeek")
        .map(({ name, version }) => `${name} ${version}`.trim())
        .join("; ") || "none",
    ],
    ["Limits", rooflineText(environment)],
    ["Kernels", moduleText(environment)],
    ...(nativeSimd ? [["NumPy’s SIMD", nativeSimd.join(" ")] as const] : []),
  ];
  const list = element("dl", "bench-facts");
  for (const [term, text] of facts) list.append(element("dt", "", term), element("dd", "", text));
  return list;
}

function overview(rows: readonly HeadlineRow[]): HTMLElement {
  const [heads, ...lines] = headlineTable(rows);
  return dataTable("At a glance", heads!, lines);
}

/** A case that opens: its table, and what was left out. */
function caseDetails(result: CaseResult): HTMLElement {
  const details = element("details", "bench-case");
  const own = result.entries.find(({ name }) => name === result.baseline);
  const summary = element("summary", "", labelOf(result.case));
  if (own) summary.append(element("span", "bench-soft", ` ${timeText(own.min)}`));
  const lines = linesOf(result);
  const cells = lines.map((line) =>
    COLUMNS.map((column) => (column === "ratio" && line.noisy ? `${line.ratio} (noisy)` : line[column])),
  );
  details.append(
    summary,
    paragraph(`${result.case.title}. ${result.oracle[0]!.toUpperCase()}${result.oracle.slice(1)}.`),
    dataTable(result.case.title, headsOf(result), cells, new Set([0, COLUMNS.length - 1])),
    ...result.refused.map(({ name, reason }) => paragraph(`Not timed: ${name}: ${reason}.`)),
  );
  return details;
}

const KERNEL_TITLES: Readonly<Record<Kernel, string>> = {
  gaussian: "Gaussian filters",
  box: "Box filters",
  threshold: "Thresholds",
  random: "Random streams",
  rows: "Rows of the tutorial’s table",
  png: "PNGs",
  pool: "Workers",
  program: "Whole programs",
  page: "The viewer",
};

function allCases({ cases }: BenchResult): HTMLElement {
  const parts = [...new Set(cases.map((one) => one.case.kernel))].flatMap((kernel) => [
    element("h3", "", KERNEL_TITLES[kernel]),
    ...cases.filter((one) => one.case.kernel === kernel).map(caseDetails),
  ]);
  return section(
    "Every case",
    paragraph(
      "Medians of rounds that take turns; × baseline is by the fastest rounds, of which the baseline’s is 1. “Kernel alone”: the data are in " +
        "the kernel’s memory already; no words: copied in and out of arrays that are kept; “fresh result”: into new ones.",
    ),
    ...parts,
  );
}

function absentees({ absent }: BenchResult): Node[] {
  if (absent.length === 0) return [];
  const list = element("ul", "bench-absent");
  for (const { name, reason, install } of absent) {
    const item = element("li", "", `${name}: ${reason}`);
    if (install !== undefined) item.append(" ", element("code", "", install));
    list.append(item);
  }
  return [section("Not here", list)];
}

function chartPart({ title, note }: ReportChart): { readonly part: HTMLElement; readonly host: HTMLElement } {
  const part = element("figure", "bench-plot");
  const host = element("div", "ndpeek-charts");
  part.append(element("h3", "", title), host, element("figcaption", "bench-note", note));
  return { part, host };
}

export interface ReportView {
  finalize(): void;
}

/** Shows a result in place of what is in `host`; the charts come as they are drawn. A chart that fails says so where it would stand. */
export function showReport(host: HTMLElement, result: BenchResult, tooltip: Tooltip): ReportView {
  const stopped = new AbortController();
  const drawn: Chart[] = [];
  const rows = headlinesOf(result);
  const plots = element("div", "bench-plots");
  const waiting = chartsOf(result).map((chart) => ({ chart, ...chartPart(chart) }));
  plots.append(...waiting.map(({ part }) => part));
  const draw = async () => {
    for (const { chart, host: place } of waiting) {
      if (stopped.signal.aborted) return;
      try {
        drawn.push(await drawChart(place, chart.spec, { tooltip, signal: stopped.signal }));
      } catch (error) {
        if (!stopped.signal.aborted) place.textContent = `This plot could not be drawn: ${(error as Error).message}`;
      }
    }
  };
  host.replaceChildren(
    element("p", "bench-where", whereText(result)),
    ...(rows.length > 0
      ? [
          section(
            "At a glance",
            overview(rows),
            paragraph(
              "ndpeek’s time (of PNGs an image’s), and how many times as long the others take, by the fastest rounds (≈ where two halves of them are over 10 % apart, or there are few); what is " +
                "off by more than rounding (10⁻⁵) says by how much of full scale.",
            ),
          ),
        ]
      : []),
    ...(waiting.length > 0 ? [section("Plots", plots)] : []),
    section("The machine", machine(result)),
    allCases(result),
    ...absentees(result),
  );
  draw();
  return {
    finalize() {
      stopped.abort();
      for (const chart of drawn) chart.finalize();
    },
  };
}

/** What has changed between two results, in place of what is in `host`. */
export function showChanges(host: HTMLElement, changes: Changes): void {
  const marked = changes.changes.filter(({ beyondNoise }) => beyondNoise);
  const all = element("details", "bench-case");
  all.append(
    element("summary", "", `All ${changes.changes.length}`),
    dataTable("All changes", CHANGE_HEADS, changes.changes.map(changeCells), CHANGE_WORDS),
  );
  host.replaceChildren(
    section(
      "Compared",
      ...changesSummary(changes).map(paragraph),
      marked.length > 0
        ? dataTable("Beyond noise", CHANGE_HEADS, marked.map(changeCells), CHANGE_WORDS)
        : paragraph("No change is beyond noise."),
      all,
    ),
  );
}
