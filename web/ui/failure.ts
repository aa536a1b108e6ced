import { showControls } from "./foreign-text.ts";

export const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === "AbortError";

/** What a reader is told of an error: that of an engine that may not be started with what the policy lacks. */
export function reasonOf(error: unknown): string {
  const text = showControls(error instanceof Error ? error.message : String(error));
  // By its name: where there is no WebAssembly there is no class of its errors either.
  const isRefused = (error as Partial<Error>)?.name === "CompileError" || /wasm|WebAssembly/i.test(text);
  return isRefused
    ? `This page may not run WebAssembly, which makes its images: its policy needs 'wasm-unsafe-eval' (${text})`
    : text;
}
