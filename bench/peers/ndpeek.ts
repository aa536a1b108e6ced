// The library through its public door, with the copies into and out of WebAssembly that every user pays, and without.

import type { NdArray } from "../../src/base/ndarray.ts";
import { encodePng, type Ndpeek } from "../../src/index.ts";
import type { BenchCase, FilterCase, PageCase, ProgramCase, RandomCase, ThresholdCase } from "../cases.ts";
import { SEED } from "../cases.ts";
import { type Entry, entryOf, type Peer, type Task } from "../entry.ts";
import { PICTURE } from "../pictures.ts";
import { filtered } from "../reference.ts";
import { poolEntries, rowEntries } from "./ndpeek-rows.ts";
import { pngEntry } from "./png-entry.ts";

const peer = "ndpeek";

function filterEntries(nd: Ndpeek, one: FilterCase, input: NdArray): Entry[] {
  const precision = one.kernel === "gaussian" ? one.precision : undefined;
  const exactly = { bits: precision === undefined ? "every" : "any" } as const;
  const options = precision === undefined ? {} : { precision };
  const out = { data: input.data.slice(), shape: input.shape };
  const kept = { ...options, out };
  let made: NdArray = out;
  const held = nd.hold(input);
  const result = nd.hold(input);
  const axes = one.images === undefined ? {} : { axes: [1, 2] };
  const inPlace = { ...options, ...axes, out: result };
  return [
    entryOf({
      ...{ peer, mode: "kept", ...exactly },
      call() {
        made = filtered(nd, one, input, kept);
        return made.data[7]!;
      },
      output: () => made.data,
    }),
    entryOf({
      ...{ peer, mode: "alone", ...exactly },
      call() {
        if (one.kernel === "gaussian") held.gaussianFilter(one.sigma, inPlace);
        else held.uniformFilter(one.size, inPlace);
        return 1;
      },
      output: () => result.read().data,
      free() {
        held.close();
        result.close();
      },
    }),
    entryOf({
      ...{ peer, mode: "fresh", ...exactly },
      call() {
        made = filtered(nd, one, input, options);
        return made.data[7]!;
      },
      output: () => made.data,
    }),
  ];
}

function areaEntries(nd: Ndpeek, { threshold, images }: ThresholdCase, input: NdArray): Entry[] {
  const held = nd.hold(input);
  let made: Float64Array = new Float64Array();
  const ofInput = () =>
    images === undefined ? Float64Array.of(nd.areaAbove(input, threshold)) : nd.areaAboveEach(input, threshold);
  const ofHeld = () => (images === undefined ? Float64Array.of(held.areaAbove(threshold)) : held.areaAboveEach(threshold));
  const calling = (measure: () => Float64Array) => () => {
    made = measure();
    return made[0]!;
  };
  const output = () => made;
  return [
    entryOf({ peer, mode: "kept", bits: "every", call: calling(ofInput), output }),
    entryOf({
      ...{ peer, mode: "alone", bits: "every", output, free: () => held.close() },
      call: calling(ofHeld),
    }),
  ];
}

function maskEntries(nd: Ndpeek, { threshold }: ThresholdCase, input: NdArray): Entry[] {
  let made: Uint8Array = new Uint8Array();
  const held = nd.hold(input);
  return [
    entryOf({
      ...{ peer, mode: "fresh", bits: "every", output: () => made },
      call() {
        made = nd.mask(input, threshold).data;
        return made[7]!;
      },
    }),
    entryOf({
      ...{ peer, mode: "alone", bits: "every", output: () => made, free: () => held.close() },
      call() {
        const mask = held.mask(threshold);
        if (made.length === 0) made = mask.read().data;
        mask.close();
        return 1;
      },
    }),
  ];
}

function drawEntries(nd: Ndpeek, { operation, items }: RandomCase): Entry[] {
  const kept = new Float64Array(items);
  let rng = nd.defaultRng(SEED);
  let made: Float64Array = kept;
  const entry = (mode: "kept" | "fresh", draw: () => Float64Array): Entry => {
    const call = () => {
      made = draw();
      return made[7]!;
    };
    const one = entryOf({ peer, mode, bits: "every", call, output: () => made });
    return {
      ...one,
      check(reference) {
        rng = nd.defaultRng(SEED);
        return one.check(reference);
      },
    };
  };
  const method = operation === "normal" ? "standardNormal" : "random";
  return [entry("kept", () => rng[method](kept)), entry("fresh", () => rng[method](items))];
}

function encoders({ expected }: Task): Entry[] {
  const encode = (level: number) => (data: Uint8Array) => encodePng({ data, shape: [PICTURE.height, PICTURE.width] }, { level });
  return [
    pngEntry({ peer, images: expected, encode: encode(1), detail: "fast" }),
    pngEntry({ peer, images: expected, encode: encode(9), detail: "small" }),
  ];
}

/** The entries of cases that only one host has. */
export interface HostEntries {
  program?(one: ProgramCase): Entry[];
  page?(one: PageCase): Entry[];
}

export const ndpeekPeer = (nd: Ndpeek, version: string, ofHost: HostEntries = {}): Peer => ({
  id: "ndpeek",
  name: peer,
  version,
  entries(one: BenchCase, task) {
    switch (one.kernel) {
      case "gaussian":
      case "box":
        return filterEntries(nd, one, task.input!);
      case "threshold":
        return one.operation === "mask" ? maskEntries(nd, one, task.input!) : areaEntries(nd, one, task.input!);
      case "random":
        return drawEntries(nd, one);
      case "png":
        return encoders(task);
      case "rows":
        return rowEntries(one);
      case "pool":
        return poolEntries(one);
      case "program":
        return ofHost.program?.(one) ?? [];
      case "page":
        return ofHost.page?.(one) ?? [];
    }
  },
});
