import bench from "./package.json" with { type: "json" };

/** The peers of npm, and which version of each takes part: those that bench/package.json names. */
export const PEER_VERSIONS = bench.dependencies;
