import { LIMITS } from "../build/generated/limits.ts";
import { fromBase64 } from "../src/base/from-base64.ts";

/** What assembly/limits.ts exports. */
export interface LimitExports {
  makeRoom(bytes: number): void;
  copyWithin(bytes: number): number;
  readAll(bytes: number): number;
  additions(count: number, step: number): number;
  divisions(count: number, divisor: number): number;
  chain(count: number, by: number): number;
}

/** The exports of an instance of its own. */
export async function loadLimits(): Promise<LimitExports> {
  const { instance } = await WebAssembly.instantiate(fromBase64(LIMITS));
  return instance.exports as unknown as LimitExports;
}
