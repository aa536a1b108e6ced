// Libraries in plain JavaScript, each with its own kind of approximation. Whoever works in place has the pixels copied in before each call.
import type { GaussianCase } from "../cases.ts";
import { type Entry, entryOf, type Peer } from "../entry.ts";

type Make = (one: GaussianCase, data: Float64Array) => Entry[];

/** Gaussians of single images of doubles; which types they take themselves stands in each entry's detail. */
const gaussianPeer = (id: string, version: string, make: Make): Peer => ({
  id,
  name: id,
  version,
  entries(one, { input }) {
    if (one.kernel !== "gaussian" || !(input?.data instanceof Float64Array) || input.shape.length !== 2) return [];
    return make(one, input.data);
  },
});

export interface ImageJs {
  readonly Image: new (width: number, height: number, options: { data: Uint8Array; colorModel: string }) => ImageJsImage;
}

interface ImageJsImage {
  gaussianBlur(options: { sigma: number; size: number; borderType: string }): ImageJsImage;
  getRawImage(): { readonly data: Uint8Array };
}

export const imageJsPeer = ({ Image }: ImageJs, version: string): Peer =>
  gaussianPeer("image-js", version, ({ width, sigma, radius }, data) => {
    const bytes = Uint8Array.from(data, (value) => Math.round(255 * value));
    const image = new Image(width, width, { data: bytes, colorModel: "GREY" });
    let made: ArrayLike<number> = bytes;
    return [
      entryOf({
        ...{ peer: "image-js", detail: "bytes", mode: "fresh", unit: 1 / 255, output: () => made },
        call() {
          made = image.gaussianBlur({ sigma, size: 2 * radius + 1, borderType: "reflect" }).getRawImage().data;
          return made[7]!;
        },
      }),
    ];
  });

export interface JsFeat {
  readonly matrix_t: new (columns: number, rows: number, type: number) => JsFeatMatrix;
  readonly F32_t: number;
  readonly U8_t: number;
  readonly C1_t: number;
  readonly imgproc: { gaussian_blur(from: JsFeatMatrix, to: JsFeatMatrix, size: number, sigma: number): void };
}

interface JsFeatMatrix {
  readonly data: Float32Array | Uint8Array;
}

export const jsFeatPeer = (jsfeat: JsFeat, version: string): Peer =>
  gaussianPeer("jsfeat", version, ({ width, sigma, radius }, data) =>
    (["floats", "bytes"] as const).map((detail) => {
      const isBytes = detail === "bytes";
      const type = (isBytes ? jsfeat.U8_t : jsfeat.F32_t) | jsfeat.C1_t;
      const from = new jsfeat.matrix_t(width, width, type);
      const to = new jsfeat.matrix_t(width, width, type);
      from.data.set(isBytes ? data.map((value) => Math.round(255 * value)) : data);
      return entryOf({
        ...{ peer: "jsfeat", detail, mode: "kept", border: "nearest", unit: isBytes ? 1 / 255 : 1 },
        output: () => to.data.subarray(0, width * width),
        call() {
          jsfeat.imgproc.gaussian_blur(from, to, 2 * radius + 1, sigma);
          return to.data[7]!;
        },
      });
    }),
  );

export interface Glur {
  blurMono16(pixels: Uint16Array, width: number, height: number, radius: number): void;
}

export const glurPeer = ({ blurMono16 }: Glur, version: string): Peer =>
  gaussianPeer("glur", version, ({ width, sigma }, data) => {
    const words = Uint16Array.from(data, (value) => Math.round(65_535 * value));
    const pixels = words.slice();
    return [
      entryOf({
        ...{
          peer: "glur",
          detail: "16 bits, recursive",
          mode: "kept",
          border: "nearest",
          unit: 1 / 65_535,
          output: () => pixels,
        },
        call() {
          pixels.set(words);
          blurMono16(pixels, width, width, sigma);
          return pixels[7]!;
        },
      }),
    ];
  });

export interface D3Array {
  blur2(image: { data: Float64Array; width: number; height: number }, radius: number): object;
}

/** Three boxes of radius r, which d3 takes as fractions too, have the variance r (r + 1). */
export const d3Peer = ({ blur2 }: D3Array, version: string): Peer =>
  gaussianPeer("d3-array", version, ({ width, sigma }, data) => {
    const radius = (Math.sqrt(1 + 4 * sigma * sigma) - 1) / 2;
    const pixels = data.slice();
    return [
      entryOf({
        ...{ peer: "d3-array", detail: "blur2, three boxes", mode: "kept", border: "nearest", output: () => pixels },
        call() {
          pixels.set(data);
          blur2({ data: pixels, width, height: width }, radius);
          return pixels[7]!;
        },
      }),
    ];
  });
