import type { Plugin } from "esbuild";

/** An esbuild plugin that leaves one module out of a bundle, because it is built as a file beside it; see beside.mjs. */
export function beside(module: string, file: string): Plugin;
