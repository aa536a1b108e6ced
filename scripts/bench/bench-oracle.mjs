// What SciPy and NumPy make of the benchmark's cases → bench/oracle.json: node scripts/bench/bench-oracle.mjs
import { copyFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const contents = `
  export { CASES } from "./bench/cases.ts";
  export { isRecorded } from "./bench/oracle.ts";
  export { findPython, NativeProcess } from "./bench/node/native.ts";`;
const outfile = "build/bench-oracle.mjs";
await build({ stdin: { contents, resolveDir: ".", loader: "ts" }, outfile, bundle: true, format: "esm", platform: "node" });
await copyFile("bench/node/native.py", "build/native.py");
const { CASES, isRecorded, findPython, NativeProcess } = await import(new URL(`../../${outfile}`, import.meta.url));

/** NumPy and glibc on plain x86-64: the arithmetic whose bits ndpeek has on every machine. */
const PLAIN = {
  NPY_DISABLE_CPU_FEATURES: "AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL",
  GLIBC_TUNABLES: "glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2_Usable,-AVX2",
};
/** sha256 of native.py's sample of exponentials and logarithms, NumPy 1.24 and glibc on plain x86-64. */
const PLAIN_EXP = "30298c2373f93c2b256182ed04b4df6fb992c42c0f1eff7de0cab09f7ffae82e";

const python = findPython();
if (!python) throw new Error("no python3 with SciPy: apt-get install python3-scipy");
const plain = new NativeProcess(python, PLAIN);
const { numpy, scipy } = await plain.environment();
if ((await plain.expDigest()) !== PLAIN_EXP)
  throw new Error("this machine's exp has other last bits than NumPy's and glibc's on plain x86-64");
const digests = {};
for (const one of CASES.filter(isRecorded)) digests[one.name] = await plain.digests(one);
plain.close();
const recorded = { versions: `SciPy ${scipy} and NumPy ${numpy}`, digests };
await writeFile("bench/oracle.json", `${JSON.stringify(recorded, null, 2)}\n`);
