// SciPy, NumPy, OpenCV and Pillow in a process of their own, which times its own rounds.
import { type ChildProcessByStdio, spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { BenchCase, Dtype } from "../cases.ts";
import type { Bits, Entry, Mode } from "../entry.ts";

export const SCRIPT = fileURLToPath(new URL("native.py", import.meta.url));
const ONE_THREAD = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };

export interface NativeEnvironment {
  readonly python: string;
  readonly numpy: string;
  readonly scipy: string;
  readonly cv2: string | null;
  readonly cv2Missing: string | null;
  readonly pillow: string | null;
  readonly simd: readonly string[];
}

export interface Digests {
  readonly input: string | null;
  readonly output: string;
}

/** Who brings an entry. */
export type Package = "scipy" | "opencv" | "pillow";

interface NativeEntry {
  readonly package: Package;
  readonly peer: string;
  readonly mode: Mode;
  readonly detail: string | null;
  readonly bits: Bits;
  readonly exact: boolean;
  readonly bytes: number | null;
  readonly difference: number | null;
}

type Answer = Record<string, unknown>;

/** The first of the machine's Pythons that has SciPy. */
export function findPython(): string | undefined {
  const candidates = [process.env.PYTHON, "/usr/bin/python3", "python3"].filter((path) => path !== undefined && path !== "");
  return candidates.find((python) => spawnSync(python!, ["-c", "import numpy, scipy.ndimage"], { stdio: "ignore" }).status === 0);
}

export class NativeProcess {
  #child: ChildProcessByStdio<Writable, Readable, null>;
  #waiting: { resolve(answer: Answer): void; reject(error: Error): void }[] = [];
  #ended: Error | undefined;

  /** `variables` of the environment, beside this program's. */
  constructor(python: string, variables: NodeJS.ProcessEnv = {}) {
    const env = { ...process.env, ...ONE_THREAD, ...variables };
    // NumPy warns where the processor lacks what a variable switches off.
    this.#child = spawn(python, ["-W", "ignore", SCRIPT], { env, stdio: ["pipe", "pipe", "ignore"] });
    this.#child.on("error", (error) => this.#end(error.message));
    this.#child.on("exit", (code, signal) => this.#end(`ended with ${signal ?? `code ${code}`}`));
    this.#child.stdin.on("error", () => {});
    createInterface({ input: this.#child.stdout }).on("line", (line) => this.#waiting.shift()?.resolve(JSON.parse(line)));
  }

  #end(reason: string): void {
    this.#ended ??= new Error(`${this.#child.spawnfile}: ${reason}`);
    for (const { reject } of this.#waiting.splice(0)) reject(this.#ended);
  }

  async #ask(request: { readonly op: string } & Answer): Promise<Answer> {
    if (this.#ended) throw this.#ended;
    const answer = await new Promise<Answer>((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    });
    if (answer.failure) throw new Error(`${request.op}: ${answer.failure}`);
    return answer;
  }

  async environment(): Promise<NativeEnvironment> {
    return (await this.#ask({ op: "environment" })) as unknown as NativeEnvironment;
  }

  /** Of a sample of exponentials and logarithms, whose last bits differ among builds; for scripts/bench/bench-oracle.mjs. */
  async expDigest(): Promise<string> {
    return (await this.#ask({ op: "expDigest" })).digest as string;
  }

  /** sha256 of the input's bytes (null where there is none) and of the result's, for scripts/bench/bench-oracle.mjs. */
  async digests(one: BenchCase): Promise<Digests> {
    return (await this.#ask({ op: "digests", case: one })) as unknown as Digests;
  }

  /** `expected`: a file with the expected result's numbers, of `dtype`. The entries are let go of with the first that is freed. */
  async entries(
    one: BenchCase,
    expected: string,
    dtype: Dtype,
    packages: readonly Package[],
  ): Promise<(Entry & { readonly package: Package })[]> {
    const { entries } = await this.#ask({ op: "prepare", case: one, expected, dtype, packages });
    return (entries as NativeEntry[]).map(({ detail, exact, bytes, difference, ...parts }, index) => ({
      ...parts,
      ...(detail !== null && { detail }),
      ...(bytes !== null && { bytes }),
      check: ({ scale }) => ({ exact, error: difference === null ? Number.NaN : difference / scale }),
      round: async (repeats) => (await this.#ask({ op: "round", index, repeats })).seconds as number,
      free: () => this.#ask({ op: "free" }).then(() => {}),
    }));
  }

  close(): void {
    this.#child.stdin.end();
  }
}
