// OpenCV in WebAssembly. Mats are kept; the copies in and out are timed, as they are for ndpeek.
import { local } from "./local.mjs";

/** `imported`: the package's default export, a module, a promise of one, or one that has yet to start. */
export async function ready(imported) {
  const cv = await imported;
  if (!cv.Mat) await new Promise((resolve) => (cv.onRuntimeInitialized = resolve));
  return cv;
}

export const opencvJsVersion = (cv) => /General configuration for OpenCV (\S+)/.exec(cv.getBuildInformation())?.[1] ?? "unknown";

export function opencvJsEntries(cv, { kind, width, dtype, sigma, size, radius, images, held }, input) {
  if (!input || images !== undefined) return [];
  const [type, view] = dtype === "f64" ? [cv.CV_64FC1, "data64F"] : [cv.CV_32FC1, "data32F"];
  const from = new cv.Mat(width, width, type);
  const to = new cv.Mat(width, width, type);
  const out = input.data.slice();
  const window = kind === "gaussian" ? new cv.Size(2 * radius + 1, 2 * radius + 1) : new cv.Size(size, size);
  const anchor = new cv.Point(-1, -1);
  const filter =
    kind === "gaussian"
      ? () => cv.GaussianBlur(from, to, window, sigma, sigma, cv.BORDER_REFLECT)
      : () => cv.boxFilter(from, to, -1, window, anchor, true, cv.BORDER_REFLECT);
  if (held) from[view].set(input.data);
  const call = held
    ? () => {
        filter();
        return to[view][7];
      }
    : () => {
        from[view].set(input.data);
        filter();
        out.set(to[view]);
        return out[7];
      };
  const free = () => {
    from.delete();
    to.delete();
  };
  return [local({ name: "opencv-js", call, output: () => (held ? to[view] : out), free })];
}
