import { fromBase64 } from "../src/from-base64.ts";
import { LIMITS_BASE64 } from "./limits.generated.ts";
import type { LimitExports } from "./peers/limits.ts";

/** What assembly/limits.ts exports, in an instance of its own. */
export async function loadLimits(): Promise<LimitExports> {
  const { instance } = await WebAssembly.instantiate(fromBase64(LIMITS_BASE64));
  return instance.exports as unknown as LimitExports;
}
