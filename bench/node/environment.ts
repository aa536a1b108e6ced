// The machine and the versions that figures belong to.
import os from "node:os";
import type { Environment, Roofline } from "../result.ts";
import type { NativeEnvironment } from "./native.ts";

export const loadAverage = (): number[] => os.loadavg().map((value) => Number(value.toFixed(2)));

interface Known {
  readonly ndpeek: string;
  readonly command: string;
  readonly roofline: Roofline;
  readonly module: Environment["module"];
  readonly native: NativeEnvironment | undefined;
}

export function environmentOf({ ndpeek, command, roofline, module, native }: Known): Environment {
  const { node, v8 } = process.versions;
  return {
    date: new Date().toISOString(),
    ndpeek,
    cpu: os.cpus()[0]?.model.trim() || "unknown",
    cores: os.cpus().length,
    platform: `${os.platform()} ${os.release()} ${os.arch()}`,
    engine: `Node ${node} (V8 ${v8})`,
    command,
    flags: [...process.execArgv, ...(process.env.NODE_OPTIONS ? [process.env.NODE_OPTIONS] : [])],
    roofline,
    module,
    ...(native && { nativeSimd: native.simd }),
    load: loadAverage(),
  };
}
