// The benchmark's page: chooses cases, runs them in a worker, shows and compares results.

import { changesOf } from "../../bench/changes.ts";
import { kernelsOf, WISHED_LISTS } from "../../bench/choice.ts";
import { type BenchResult, parseResult, resultJson } from "../../bench/result.ts";
import type { BenchProgress } from "../../bench/run.ts";
import { MEDIA_TYPES } from "../../src/base/media-types.ts";
import { copyText } from "../ui/copy-text.ts";
import { save } from "../ui/save.ts";
import { type BenchRunning, startBench } from "./bench-run.ts";
import type { RunRequest } from "./messages.ts";
import type { ReportView } from "./report-view.ts";

declare const NDPEEK_VERSION: string;

const part = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
const form = part<HTMLFormElement>("bench-form");
const message = part("bench-message");
const status = part("bench-status");
const bar = part<HTMLProgressElement>("bench-progress");
const files = part<HTMLInputElement>("bench-files");

/** Of a result file; figures of 60 cases take a hundredth of it. */
const MOST_BYTES = 1 << 25;

let running: BenchRunning | undefined;
let shown: BenchResult | undefined;
let view: ReportView | undefined;

function say(error: unknown): void {
  message.textContent = error instanceof Error ? error.message : String(error);
}

/** The rounds that a text asks for; none where it is empty. */
function readRounds(text: string): Pick<RunRequest, "rounds"> {
  const rounds = Number(text);
  if (text !== "" && !(/^\d+$/.test(text) && rounds >= 1 && rounds <= 10_000)) {
    throw new RangeError(`Rounds: expected an integer from 1 to 10000, got ${JSON.stringify(text)}`);
  }
  return text === "" ? {} : { rounds };
}

const known = (): Pick<RunRequest, "ndpeek" | "command"> => ({ ndpeek: NDPEEK_VERSION, command: location.href });

function readForm(): RunRequest {
  const kernels = kernelsOf("browser").filter((kernel) => part<HTMLInputElement>(`kernel-${kernel}`).checked);
  if (kernels.length === 0) throw new RangeError("Kernels: choose one at least");
  const rounds = readRounds(part<HTMLInputElement>("bench-rounds").value.trim());
  return { kernels: kernels.join(","), full: part<HTMLInputElement>("bench-full").checked, ...rounds, ...known() };
}

const HASH_WORDS: readonly string[] = [...WISHED_LISTS, "run", "rounds", "full", "report"];

/** `#run=1&kernels=box&rounds=5` asks for a run at once: its words are the command's flags. */
function readHash(texts: URLSearchParams): RunRequest {
  const unknown = [...texts.keys()].find((name) => !HASH_WORDS.includes(name));
  if (unknown !== undefined)
    throw new RangeError(`The address: expected some of ${HASH_WORDS.join(", ")}, got ${JSON.stringify(unknown)}`);
  const lists = WISHED_LISTS.filter((name) => texts.has(name));
  const wishes = Object.fromEntries(lists.map((name) => [name, texts.get(name)!]));
  return { ...wishes, full: texts.has("full"), ...readRounds(texts.get("rounds") ?? ""), ...known() };
}

function progressed({ done, total, title, round, rounds }: BenchProgress): void {
  const within = round === undefined ? 0 : round / rounds!;
  bar.value = (done + within) / total;
  const which = done < total ? `Case ${done + 1} of ${total}` : "Once more";
  status.textContent = `${which}: ${title}${round === undefined ? ", checked and warmed up" : `, round ${round} of ${rounds}`}`;
}

function setRunning(is: boolean): void {
  part<HTMLButtonElement>("bench-run").disabled = is;
  part("bench-cancel").hidden = !is;
  bar.hidden = !is;
}

/** The report's code, and Vega with it, come with the first result. */
const reportCode = () => import("./report-code.ts");

async function show(result: BenchResult, before?: BenchResult): Promise<void> {
  const { showChanges, showReport, tooltip } = await reportCode();
  view?.finalize();
  view = undefined;
  const changes = part("bench-changes");
  if (before) showChanges(changes, changesOf(before, result));
  else changes.replaceChildren();
  view = showReport(part("bench-report"), result, tooltip);
  shown = result;
  part("bench-out").hidden = false;
}

/** Whoever waits elsewhere for what becomes of a run. */
interface RunListener {
  onProgress(): void;
  /** A result with one case, after each visit to it, and the whole result. */
  onResult(result: BenchResult): void;
}

async function run(request: RunRequest, listener?: RunListener): Promise<void> {
  message.textContent = "";
  setRunning(true);
  status.textContent = "Starting…";
  running = startBench(request, part("bench-stage"), {
    onProgress(progress) {
      progressed(progress);
      listener?.onProgress();
    },
    // The one case, not all of them: the next is under way.
    onCase: (one, head) => listener?.onResult({ ...head, cases: [one] }),
  });
  try {
    const result = await running.result;
    // First: a report that cannot be shown loses no result.
    if (result?.complete) listener?.onResult(result);
    if (result) await show(result);
    status.textContent = result
      ? `${result.cases.length} cases in ${Math.round(result.seconds)} s${result.complete ? "" : ", cancelled"}`
      : "Cancelled before the first case was done";
  } catch (error) {
    status.textContent = "";
    throw error;
  } finally {
    running = undefined;
    setRunning(false);
  }
}

async function readFile(file: File): Promise<BenchResult> {
  if (file.size > MOST_BYTES) throw new RangeError(`${file.name}: expected at most ${MOST_BYTES} bytes, got ${file.size}`);
  return parseResult(file.name, await file.text());
}

/** Two files are before and after, by their dates; one is before what is shown, or shown itself. */
async function openFiles(given: readonly File[]): Promise<void> {
  if (running) throw new Error("Results: to be opened when the run is over, which they would disturb");
  message.textContent = "";
  if (given.length === 0) return;
  if (given.length > 2) throw new RangeError(`Results: expected one file or two, got ${given.length}`);
  const results = await Promise.all(given.map(readFile));
  const [first, second] = results.sort((a, b) => a.environment.date.localeCompare(b.environment.date));
  if (second) await show(second, first);
  else await show(shown ?? first!, shown && first);
}

const heard = (work: () => Promise<unknown>) => (): void => void work().catch(say);

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!running) heard(async () => run(readForm()))();
});
part("bench-cancel").addEventListener("click", () => running?.cancel());
files.addEventListener(
  "change",
  heard(async () => {
    const chosen = [...(files.files ?? [])];
    files.value = "";
    await openFiles(chosen);
  }),
);
part("bench-choose").addEventListener("click", () => files.click());
part("bench-copy").addEventListener(
  "click",
  heard(async () => {
    await copyText(resultJson(shown!));
    status.textContent = "Copied: the result as JSON";
  }),
);
part("bench-save").addEventListener("click", () => {
  save(new Blob([resultJson(shown!)], { type: MEDIA_TYPES.json }), "ndpeek-bench.json");
});
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  const dropped = [...(event.dataTransfer?.files ?? [])];
  heard(() => openFiles(dropped))();
});
part<HTMLSelectElement>("bench-theme").addEventListener("change", ({ currentTarget }) => {
  const { value } = currentTarget as HTMLSelectElement;
  if (value === "auto") document.documentElement.removeAttribute("data-theme");
  else document.documentElement.dataset.theme = value;
});

/** Milliseconds between two words to whoever waits for a result. */
const SIGN_OF_LIFE = 5_000;

/** `ndpeek bench --browser` serves this page, and hears of its results where `report` says; no other host is told anything. */
function poster(texts: URLSearchParams): ((body: string) => void) | undefined {
  const token = texts.get("report");
  if (token === null || !/^\w+$/.test(token) || location.hostname !== "127.0.0.1") return undefined;
  // One after the other: the last one ends the run.
  let before: Promise<unknown> = Promise.resolve();
  return (body) => {
    before = before.then(() => fetch(new URL(token, location.href), { method: "POST", body })).catch(say);
  };
}

const texts = new URLSearchParams(location.hash.slice(1));
if (texts.has("run")) {
  const post = poster(texts);
  let said = 0;
  const listener: RunListener | undefined = post && {
    onResult: (result) => post(resultJson(result)),
    onProgress() {
      if (performance.now() - said < SIGN_OF_LIFE) return;
      said = performance.now();
      post(JSON.stringify({ alive: true }));
    },
  };
  const start = async (): Promise<void> => run(readHash(texts), listener);
  start().catch((error: Error) => {
    say(error);
    post?.(JSON.stringify({ failure: error.message }));
  });
}
