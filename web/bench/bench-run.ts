import type { BenchResult, CaseResult } from "../../bench/result.ts";
import type { BenchProgress } from "../../bench/run.ts";
import { canvasRounds } from "./canvas-rounds.ts";
import type { Answer, Ask, FromWorker, RunRequest, ToWorker } from "./messages.ts";
import { viewerStage } from "./viewer-stage.ts";

export interface BenchRunning {
  /** The result, of as many cases as were done where it was cancelled; rejects where it failed. */
  readonly result: Promise<BenchResult | undefined>;
  /** Ends the worker at once. */
  cancel(): void;
}

interface BenchListener {
  onProgress(progress: BenchProgress): void;
  /** After each visit to a case: the case, and what all cases have in common. */
  onCase(one: CaseResult, head: BenchResult): void;
}

/** A case that was visited before is replaced. */
function withCase(cases: readonly CaseResult[], one: CaseResult): CaseResult[] {
  const at = cases.findIndex((other) => other.case.name === one.case.name);
  return at < 0 ? [...cases, one] : cases.with(at, one);
}

/** Runs the cases in a worker; the viewer, where it is timed, is shown in `place`. Cancelled before the first one is done there is no result. */
export function startBench(request: RunRequest, place: HTMLElement, { onProgress, onCase }: BenchListener): BenchRunning {
  const worker = new Worker(new URL("bench-worker.js", import.meta.url), { type: "module" });
  const tell = (message: ToWorker): void => worker.postMessage(message);
  const canvas = canvasRounds();
  const stage = viewerStage(place);
  const answer = async (ask: Ask): Promise<Answer> => (ask.of === "canvas" ? canvas(ask.request) : stage(ask.request));
  const start = performance.now();
  let made: BenchResult | undefined;
  let cancel = (): void => {};
  const result = new Promise<BenchResult | undefined>((resolve, reject) => {
    const end = (finish: () => void): void => {
      worker.terminate();
      place.replaceChildren();
      finish();
    };
    cancel = () => {
      const seconds = (performance.now() - start) / 1000;
      end(() => resolve(made && made.cases.length > 0 ? { ...made, seconds } : undefined));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      end(() => reject(new Error(event.message || "the benchmark’s worker could not be started")));
    };
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      switch (data.kind) {
        case "head":
          made = data.result;
          break;
        case "progress":
          onProgress(data.progress);
          break;
        case "case":
          made = { ...made!, cases: withCase(made!.cases, data.result) };
          onCase(data.result, made);
          break;
        case "end":
          end(() => resolve({ ...made!, seconds: data.seconds, complete: true }));
          break;
        case "failure":
          end(() => reject(new Error(data.message)));
          break;
        case "ask": {
          const { id, ask } = data;
          answer(ask).then(
            (answer) => tell({ kind: "answer", id, answer }),
            (error: Error) => tell({ kind: "answer", id, failure: error.message }),
          );
        }
      }
    };
  });
  tell({ kind: "run", request });
  return { result, cancel: () => cancel() };
}
