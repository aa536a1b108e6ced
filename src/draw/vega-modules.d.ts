// Vega's parts have no types of their own; those of the whole hold for them.
declare module "vega-view" {
  export { View } from "vega";
}

declare module "vega-dataflow" {
  export { transforms } from "vega";
}

declare module "vega-encode" {
  export const axisticks: unknown, datajoin: unknown, encode: unknown, legendentries: unknown, scale: unknown, sortitems: unknown;
}

declare module "vega-transforms" {
  export const aggregate: unknown, collect: unknown, facet: unknown, prefacet: unknown, proxy: unknown, sieve: unknown;
}

declare module "vega-view-transforms" {
  export const bound: unknown, mark: unknown, overlap: unknown, render: unknown, viewlayout: unknown;
}

declare module "vega-scenegraph" {
  /** How Vega finds the width of a text; a program may have its own way. */
  export const textMetrics: {
    width(item: { readonly fontSize?: number; readonly fontWeight?: unknown; readonly limit?: number }, text: unknown): number;
  };
}

declare module "*/generated/vega-core.js" {
  export { View } from "vega";
  export { textMetrics } from "vega-scenegraph";
}
