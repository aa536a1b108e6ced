import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchCase, Dtype } from "../cases.ts";
import type { Absent, Peer, Task } from "../entry.ts";
import type { Oracle } from "../run-case.ts";
import { findPython, type NativeEnvironment, NativeProcess, type Package } from "./native.ts";

/** sha256 of native.py's sample of exponentials and logarithms, NumPy 1.24 and glibc on plain x86-64. */
const PLAIN_EXP = "30298c2373f93c2b256182ed04b4df6fb992c42c0f1eff7de0cab09f7ffae82e";
const APT = "apt-get install python3-scipy python3-pil python3-opencv";

export interface Native {
  readonly peers: readonly Peer[];
  readonly absent: readonly Absent[];
  readonly environment: NativeEnvironment | undefined;
  readonly oracle: Oracle;
  close(): void;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView) => new Uint8Array(buffer, byteOffset, byteLength);
const sha256 = (data: ArrayBufferView): string => createHash("sha256").update(bytesOf(data)).digest("hex");

/** Whether a result has been through exp or log1p, whose last bits depend on the machine where NumPy is not on its plain paths. */
const usesExp = ({ kernel }: BenchCase): boolean => kernel !== "box" && kernel !== "threshold";

const dtypeOf = ({ expected }: Task): Dtype =>
  expected instanceof Float64Array ? "f64" : expected instanceof Float32Array ? "f32" : "u8";

const NAMES: Readonly<Record<Package, string>> = { scipy: "SciPy and NumPy", opencv: "OpenCV native", pillow: "Pillow" };

/** Holds ndpeek's exact result against SciPy's, every bit. */
const scipyOracle =
  (plain: NativeProcess, strict: boolean): Oracle =>
  async (one, { input, expected }) => {
    if (one.kernel === "png") return "checked: every pixel, as decoders read it";
    if (one.kernel === "pool" || (one.kernel === "rows" && one.operation === "lengths"))
      return "checked: this library's in one thread";
    if (one.kernel === "gaussian" && one.precision) return "SciPy has only double precision inside: the error of each is told";
    const digests = await plain.digests(one);
    if (input && digests.input !== sha256(input.data)) throw new Error(`${one.name}: the input is not NumPy's`);
    if (digests.output === sha256(expected)) return "checked: every bit SciPy's and NumPy's";
    if (strict || !usesExp(one)) throw new Error(`${one.name}: the result is not SciPy's`);
    return "this machine's exp has other last bits: SciPy's to within rounding";
  };

const noOracle: Oracle = async ({ kernel }) =>
  kernel === "png" ? "checked: every pixel, as a decoder reads it" : "no SciPy here: not checked against it";

const without = (absent: readonly Absent[]): Native => ({
  ...{ peers: [], absent, environment: undefined, oracle: noOracle },
  close() {},
});

const absentPackage = (id: Package, reason: string): Absent => ({ id, name: NAMES[id], reason, install: APT });

/**
 * Two processes: one as the machine is, which is timed, and one on plain x86-64 code paths, whose bits count. Only those that are wanted take part, but
 * the second speaks wherever there is a SciPy.
 */
export async function openNative(isWanted: (id: string) => boolean): Promise<Native> {
  const found = findPython();
  const wanted = (Object.keys(NAMES) as Package[]).filter(isWanted);
  if (!found) return without(wanted.map((id) => absentPackage(id, "no python3 with SciPy (PYTHON can name another)")));
  const folder = await mkdtemp(join(tmpdir(), "ndpeek-bench-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const timed = new NativeProcess(found);
  const plain = new NativeProcess(found, { plain: true });
  const close = () => {
    timed.close();
    plain.close();
  };
  try {
    const environment = await timed.environment();
    const { expDigest } = await plain.environment();
    const { numpy, scipy, python, cv2, cv2Missing, pillow } = environment;
    const versions = { scipy: `${scipy} and ${numpy}, Python ${python}`, opencv: cv2, pillow };
    const missing = { scipy: "", opencv: cv2Missing ?? "", pillow: "no module named PIL" };
    const there = wanted.filter((id) => versions[id] !== null);
    const file = join(folder, "expected");
    const prepare = async (one: BenchCase, task: Task) => {
      await writeFile(file, bytesOf(task.expected));
      return timed.entries(one, file, dtypeOf(task), there);
    };
    // All packages make their entries of a case at once: some have to make its images first.
    let prepared: { readonly task: Task; readonly entries: ReturnType<typeof prepare> } | undefined;
    const peerOf = (id: Package): Peer => ({
      id,
      name: NAMES[id],
      version: versions[id]!,
      async entries(one, task) {
        if (prepared?.task !== task) prepared = { task, entries: prepare(one, task) };
        return (await prepared.entries).filter((entry) => entry.package === id);
      },
    });
    return {
      peers: there.map(peerOf),
      absent: wanted.filter((id) => versions[id] === null).map((id) => absentPackage(id, missing[id])),
      environment,
      oracle: scipyOracle(plain, expDigest === PLAIN_EXP),
      close,
    };
  } catch (error) {
    close();
    return without(wanted.map((id) => absentPackage(id, (error as Error).message)));
  }
}
