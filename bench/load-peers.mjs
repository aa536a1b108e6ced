// Everyone who takes part on this machine, and for each who does not, why.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import asc from "assemblyscript/asc";
import { build } from "esbuild";
import { encodePng, generateBlobs, load } from "../dist/index.js";
import { findPython, NativePeer } from "./peers/native.mjs";
import { ready } from "./peers/opencv-js.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
/** sha256 of native.py's sample of exponentials and logarithms, NumPy 1.24 and glibc on plain x86-64. */
const PLAIN_EXP = "30298c2373f93c2b256182ed04b4df6fb992c42c0f1eff7de0cab09f7ffae82e";
const OPENCV_JS = "@techstark/opencv-js";

/** What `ndpeek blobs` runs: no public door makes pictures in workers. */
async function runs() {
  const contents = 'export { BlobRun } from "./src/blob-run.ts"; export { blobSettings } from "./src/options.ts";';
  const outfile = fileURLToPath(new URL("../build/blob-run.mjs", import.meta.url));
  const stdin = { contents, resolveDir: fileURLToPath(new URL("..", import.meta.url)), loader: "ts" };
  await build({ stdin, outfile, bundle: true, format: "esm", packages: "external" });
  return import(pathToFileURL(outfile).href);
}

async function library() {
  const nd = await load();
  const pixel = { data: new Float32Array(1), shape: [1] };
  let hasSingle = true;
  try {
    nd.gaussianFilter(pixel, 1, { precision: "single" });
  } catch {
    hasSingle = false;
  }
  return { nd, generateBlobs, encodePng, runs: await runs(), hasSingle };
}

/** The kernels themselves, where a case is held against one of them alone. */
async function kernels() {
  const binary = await readFile(new URL("../dist/kernels.wasm", import.meta.url));
  return (await WebAssembly.instantiate(binary, {})).instance.exports;
}

async function limits() {
  const source = await readFile(new URL("limits.ts", import.meta.url), "utf8");
  const flags = { optimizeLevel: 3, shrinkLevel: 0, runtime: "stub", enable: ["simd"], noAssert: true };
  const { error, stderr, binary } = await asc.compileString({ "limits.ts": source }, flags);
  if (error) throw new Error(`asc: ${stderr}`);
  return (await WebAssembly.instantiate(binary, {})).instance.exports;
}

/** Installs the bench's own packages where they are missing; the reason where that fails. */
function install() {
  if (existsSync(`${HERE}node_modules/${OPENCV_JS}`)) return undefined;
  console.log("Installing the benchmark's own packages …");
  const npm = spawnSync("npm", ["ci", "--prefix", HERE, "--no-audit", "--no-fund"], { encoding: "utf8" });
  if (npm.status === 0) return undefined;
  const reason = npm.error?.message ?? /npm error code (\S+)/.exec(npm.stderr)?.[1] ?? `status ${npm.status}`;
  return `npm ci --prefix bench failed (${reason})`;
}

async function opencvJs(absent) {
  const reason = install();
  if (reason) {
    absent.push({ peer: "opencv-js", reason });
    return {};
  }
  const require = createRequire(new URL("package.json", import.meta.url));
  try {
    const { dependencies } = require("./package.json");
    return { cv: await ready(require(OPENCV_JS)), opencvJsVersion: dependencies[OPENCV_JS] };
  } catch (error) {
    absent.push({ peer: "opencv-js", reason: error.message });
    return {};
  }
}

/** Two processes: `native` as the machine is, which is timed, and `oracle` on plain x86-64 code paths, whose bits count. */
async function python(absent) {
  const found = findPython();
  if (!found) {
    absent.push({ peer: "SciPy, NumPy, OpenCV native", reason: "no python3 with SciPy (the variable PYTHON can name one)" });
    return {};
  }
  const native = new NativePeer(found);
  const oracle = new NativePeer(found, { plain: true });
  try {
    const nativeVersions = await native.environment();
    const { expDigest } = await oracle.environment();
    if (nativeVersions.cv2Missing) absent.push({ peer: "OpenCV native", reason: nativeVersions.cv2Missing });
    return { native, oracle, nativeVersions, strict: expDigest === PLAIN_EXP };
  } catch (error) {
    native.close();
    oracle.close();
    absent.push({ peer: "SciPy, NumPy, OpenCV native", reason: error.message });
    return {};
  }
}

export async function loadPeers() {
  const absent = [];
  return {
    absent,
    library: await library(),
    kernels: await kernels(),
    limits: await limits(),
    ...(await opencvJs(absent)),
    ...(await python(absent)),
  };
}
