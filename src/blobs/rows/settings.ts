import type { Seed } from "../../random/seed.ts";

/** The options that decide a data set's content, all given. */
export type BlobSettings = {
  readonly rows: number;
  readonly seed: Seed;
  readonly width: number;
  readonly dims: 2 | 3;
  readonly threshold: number;
  readonly groups: readonly string[];
  readonly circle: { readonly sizes: readonly number[] };
  readonly square: { readonly sizes: readonly number[]; readonly mean: number };
  readonly stream: "numpy" | "spawn";
};
