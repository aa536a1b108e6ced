import type { BenchResult, CaseResult } from "../../bench/result.ts";
import type { BenchProgress } from "../../bench/run.ts";

/** What the page asks its worker for: one run. */
export interface RunRequest {
  readonly kernels?: string;
  readonly full: boolean;
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

export type ToWorker =
  | { readonly kind: "run"; readonly request: RunRequest }
  | { readonly kind: "canvas"; readonly id: number; readonly answer?: CanvasAnswer; readonly failure?: string };

export type FromWorker =
  | { readonly kind: "head"; readonly result: BenchResult }
  | { readonly kind: "progress"; readonly progress: BenchProgress }
  | { readonly kind: "case"; readonly result: CaseResult }
  | { readonly kind: "end"; readonly seconds: number }
  | { readonly kind: "failure"; readonly message: string }
  | { readonly kind: "canvas"; readonly id: number; readonly request: CanvasRequest };
