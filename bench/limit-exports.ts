import { fromHex } from "../src/from-hex.ts";
import { LIMITS_HEX } from "./limits.generated.ts";
import type { LimitExports } from "./peers/limits.ts";

/** What assembly/limits.ts exports, in an instance of its own. */
export async function loadLimits(): Promise<LimitExports> {
  const { instance } = await WebAssembly.instantiate(fromHex(LIMITS_HEX));
  return instance.exports as unknown as LimitExports;
}
