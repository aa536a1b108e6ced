/** Work that is under way, as its worker sees it. */
export interface Job {
  readonly signal: AbortSignal;
  onProgress(done: number, total: number): void;
}
