import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BenchCase, Dtype } from "../cases.ts";
import type { Absent, Peer, Task } from "../entry.ts";
import { findPython, type NativeEnvironment, NativeProcess, type Package } from "./native.ts";
import { pythonProgram } from "./programs.ts";

const APT = "apt-get install python3-scipy python3-pil python3-opencv";

export interface Native {
  readonly peers: readonly Peer[];
  readonly absent: readonly Absent[];
  readonly environment: NativeEnvironment | undefined;
  close(): void;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView) => new Uint8Array(buffer, byteOffset, byteLength);
const dtypeOf = ({ expected }: Task): Dtype =>
  expected instanceof Float64Array ? "f64" : expected instanceof Float32Array ? "f32" : "u8";

const NAMES: Readonly<Record<Package, string>> = { scipy: "SciPy and NumPy", opencv: "OpenCV native", pillow: "Pillow" };

const without = (absent: readonly Absent[]): Native => ({
  ...{ peers: [], absent, environment: undefined },
  close() {},
});

const absentPackage = (id: Package, reason: string): Absent => ({ id, name: NAMES[id], reason, install: APT });

/** Those that are wanted of Python's packages, in a process of their own; what is told it in files goes into `folder`. */
export async function openNative(isWanted: (id: string) => boolean, folder: string): Promise<Native> {
  const found = findPython();
  const wanted = (Object.keys(NAMES) as Package[]).filter(isWanted);
  if (!found || wanted.length === 0)
    return without(wanted.map((id) => absentPackage(id, "no python3 with SciPy (PYTHON can name another)")));
  const timed = new NativeProcess(found);
  const close = () => timed.close();
  try {
    const environment = await timed.environment();
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
        if (one.kernel === "program") return id === "pillow" ? pythonProgram(found, one, folder) : [];
        if (prepared?.task !== task) prepared = { task, entries: prepare(one, task) };
        return (await prepared.entries).filter((entry) => entry.package === id);
      },
    });
    return {
      peers: there.map(peerOf),
      absent: wanted.filter((id) => versions[id] === null).map((id) => absentPackage(id, missing[id])),
      environment,
      close,
    };
  } catch (error) {
    close();
    return without(wanted.map((id) => absentPackage(id, (error as Error).message)));
  }
}
