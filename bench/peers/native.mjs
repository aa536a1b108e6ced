// SciPy, NumPy and OpenCV in a process of their own, which times its own rounds.
import { spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const SCRIPT = fileURLToPath(new URL("native.py", import.meta.url));
const ONE_THREAD = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };

/** NumPy and glibc on plain x86-64: the arithmetic whose bits ndpeek has on every machine. */
const PLAIN = {
  NPY_DISABLE_CPU_FEATURES: "AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL",
  GLIBC_TUNABLES: "glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2_Usable,-AVX2",
};

/** The first of the machine's Pythons that has SciPy. */
export function findPython() {
  const candidates = [process.env.PYTHON, "/usr/bin/python3", "python3"].filter(Boolean);
  return candidates.find((python) => spawnSync(python, ["-c", "import numpy, scipy.ndimage"], { stdio: "ignore" }).status === 0);
}

export class NativePeer {
  #child;
  #waiting = [];
  #ended;

  constructor(python, { plain = false } = {}) {
    const env = { ...process.env, ...ONE_THREAD, ...(plain ? PLAIN : {}) };
    // NumPy warns where the processor lacks what PLAIN switches off.
    this.#child = spawn(python, ["-W", "ignore", SCRIPT], { env, stdio: ["pipe", "pipe", plain ? "ignore" : "inherit"] });
    this.#child.on("error", (error) => this.#end(error.message));
    this.#child.on("exit", (code, signal) => this.#end(`ended with ${signal ?? `code ${code}`}`));
    this.#child.stdin.on("error", () => {});
    createInterface({ input: this.#child.stdout }).on("line", (line) => this.#waiting.shift()?.resolve(JSON.parse(line)));
  }

  #end(reason) {
    this.#ended ??= new Error(`${this.#child.spawnfile}: ${reason}`);
    for (const { reject } of this.#waiting.splice(0)) reject(this.#ended);
  }

  async #ask(request) {
    if (this.#ended) throw this.#ended;
    const answer = await new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    });
    if (answer.failure) throw new Error(`${request.op}: ${answer.failure}`);
    return answer;
  }

  environment() {
    return this.#ask({ op: "environment" });
  }

  /** sha256 of the input's bytes (null where there is none) and of the result's. */
  digests(benchCase) {
    return this.#ask({ op: "digests", case: benchCase });
  }

  /** `expected`: a file with the expected result's bytes. */
  async entries(benchCase, expected) {
    const { entries } = await this.#ask({ op: "prepare", case: benchCase, expected });
    return entries.map(({ name, apart, bits, exact, difference, bytes }) => ({
      name,
      apart,
      bits,
      bytes,
      check: (_, scale) => ({ exact, error: difference === null ? Number.NaN : difference / scale }),
      round: async (repeats) => (await this.#ask({ op: "round", name, repeats })).seconds,
      free: () => this.#ask({ op: "free" }),
    }));
  }

  close() {
    this.#child.stdin.end();
  }
}
