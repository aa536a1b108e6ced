import { LIMITS_HEX } from "../build/generated/limits.ts";
import { fromHex } from "../src/base/from-hex.ts";
import type { LimitExports } from "./peers/limits.ts";

/** What assembly/limits.ts exports, in an instance of its own. */
export async function loadLimits(): Promise<LimitExports> {
  const { instance } = await WebAssembly.instantiate(fromHex(LIMITS_HEX));
  return instance.exports as unknown as LimitExports;
}
