import { isJson, type Json } from "../../base/json.ts";
import { definitionsOf } from "./field-text.ts";
import { isField } from "./field-types.ts";

/** A layer's encoding with what its parents say (src/normalize/core.ts of vega-lite 6.5). */
export function inheritEncoding(parent: Json, own: unknown): Json {
  if (!isJson(own)) return parent;
  const merged: Record<string, unknown> = { ...parent };
  for (const [channel, channelDef] of Object.entries(own)) {
    const above = parent[channel];
    const isDef = isField(channelDef) || (isJson(channelDef) && ("field" in channelDef || "datum" in channelDef));
    if (isDef && isJson(above)) merged[channel] = { ...above, ...(channelDef as Json) };
    else if (isJson(channelDef) && isJson(channelDef.condition) && definitionsOf(channelDef).length > 0 && isJson(above)) {
      merged[channel] = { ...channelDef, condition: { ...above, ...channelDef.condition } };
    } else if (channelDef !== undefined) merged[channel] = channelDef;
  }
  return merged;
}
