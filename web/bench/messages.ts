import type { Wishes } from "../../bench/choice.ts";
import type { BenchResult, CaseResult } from "../../bench/result.ts";
import type { BenchProgress } from "../../bench/run.ts";

/** What the page asks its worker for: one run. */
export interface RunRequest extends Omit<Wishes, "host"> {
  /** Of each case; by time without. */
  readonly rounds?: number;
  readonly ndpeek: string;
  readonly command: string;
}

/** What a canvas does on the page's thread, for the worker has none of its kind. */
export type CanvasRequest =
  | { readonly kind: "prepare"; readonly pixels: Uint8Array; readonly width: number; readonly height: number }
  | { readonly kind: "files" }
  | { readonly kind: "round"; readonly repeats: number };

export type CanvasAnswer = { readonly files: Uint8Array[] } | { readonly seconds: number } | { readonly done: true };

/** What is done with the viewer in a frame of the page. */
export type StageRequest =
  /** Shows it, with `rows` rows already there, or few. */
  | { readonly kind: "open"; readonly rows: number; readonly fill: boolean }
  | { readonly kind: "areas" }
  | { readonly kind: "generate" }
  | { readonly kind: "drag"; readonly updates: number }
  | { readonly kind: "close" };

export type StageAnswer =
  | { readonly seconds: number; readonly longestTask?: number }
  | { readonly text: string }
  | { readonly done: true };

/** What the worker asks of the page's thread. */
export type Ask =
  | { readonly of: "canvas"; readonly request: CanvasRequest }
  | { readonly of: "stage"; readonly request: StageRequest };

export type Answer = CanvasAnswer | StageAnswer;

export type ToWorker =
  | { readonly kind: "run"; readonly request: RunRequest }
  | { readonly kind: "answer"; readonly id: number; readonly answer?: Answer; readonly failure?: string };

export type FromWorker =
  | { readonly kind: "head"; readonly result: BenchResult }
  | { readonly kind: "progress"; readonly progress: BenchProgress }
  | { readonly kind: "case"; readonly result: CaseResult }
  | { readonly kind: "end"; readonly seconds: number }
  | { readonly kind: "failure"; readonly message: string }
  | { readonly kind: "ask"; readonly id: number; readonly ask: Ask };
