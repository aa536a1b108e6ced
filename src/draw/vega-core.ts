// The one file that imports Vega for the charts of ours: what their frames need and nothing else. Where a transform is missing, Vega draws less
// and says nothing; tests/draw/frames.test.ts compares all that is drawn.
import { transforms } from "vega-dataflow";
import { axisticks, datajoin, encode, legendentries, scale, sortitems } from "vega-encode";
import { aggregate, collect, facet, prefacet, proxy, sieve } from "vega-transforms";
import { bound, mark, overlap, render, viewlayout } from "vega-view-transforms";

export { textMetrics } from "vega-scenegraph";
export { View } from "vega-view";

Object.assign(transforms, { aggregate, collect, facet, prefacet, proxy, sieve });
Object.assign(transforms, { axisticks, datajoin, encode, legendentries, scale, sortitems });
Object.assign(transforms, { bound, mark, overlap, render, viewlayout });
