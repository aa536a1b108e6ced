// What a Vega-Lite spec becomes: the schema's word on it, the compiled Vega with the compiler's warnings, and the marks that are drawn.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";

const schemaFile = createRequire(import.meta.url).resolve("vega-lite/vega-lite-schema.json");
export const validate = new Ajv({ strict: false, validateFormats: false, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(schemaFile, "utf8")),
);

export function compiled(spec: object) {
  const warnings: string[] = [];
  const note = (...words: unknown[]) => {
    warnings.push(words.join(" "));
    return logger;
  };
  const logger = { level: () => logger, error: note, warn: note, info: () => logger, debug: () => logger };
  const vega = compile(spec as TopLevelSpec, { logger: logger as never }).spec;
  return { vega, warnings };
}

export interface Mark {
  x: number;
  y: number;
  width?: number;
  height?: number;
  description: string;
  tooltip: Record<string, string>;
}

/** The marks of all layers as Vega's scenegraph has them, at a value of the dropdown's parameter. */
export async function marks(spec: object, metric?: string): Promise<Mark[]> {
  const view = new View(parse(compiled(spec).vega), { renderer: "none" });
  if (metric) view.signal("shown", metric);
  await view.runAsync();
  const found: Mark[] = [];
  const walk = (item: { name?: string; items?: unknown[] }) => {
    if (item.name?.endsWith("marks")) found.push(...(item.items as Mark[]));
    else for (const inner of item.items ?? []) walk(inner as typeof item);
  };
  walk((view.scenegraph() as unknown as { root: never }).root);
  view.finalize();
  return found;
}
