// The machine and the versions that a figure belongs to.
import os from "node:os";
import { clock } from "./peers/floor.mjs";

export const loadAverage = () => os.loadavg().map((value) => Number(value.toFixed(2)));

export function environment({ limits, nativeVersions, opencvJsVersion }) {
  return {
    date: new Date().toISOString(),
    cpu: os.cpus()[0]?.model ?? "unknown",
    cores: os.cpus().length,
    platform: `${os.platform()} ${os.release()} ${os.arch()}`,
    node: process.versions.node,
    v8: process.versions.v8,
    opencvJs: opencvJsVersion ?? null,
    native: nativeVersions ?? null,
    limits: clock(limits),
    load: loadAverage(),
  };
}
