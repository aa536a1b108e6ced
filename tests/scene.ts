// What a compiled chart draws: every item of Vega's scenegraph, and the marks of the chart itself with what they say.
import { parse, type Spec, View } from "vega";

export interface SceneMark {
  readonly type: string;
  readonly datum: Readonly<Record<string, unknown>>;
  readonly tooltip: unknown;
  readonly description: string;
}

export interface Scene {
  /** Items as text, without what they say. */
  readonly items: readonly string[];
  readonly marks: readonly SceneMark[];
  readonly warnings: readonly string[];
}

interface Item {
  readonly marktype?: string;
  readonly name?: string;
  readonly items?: readonly Item[];
  readonly mark?: { readonly name?: string; readonly marktype: string };
}

const SAID = ["tooltip", "description", "bounds", "datum", "mark", "items", "key"];

export async function sceneOf(vega: Spec): Promise<Scene> {
  const warnings: string[] = [];
  const note = (...words: unknown[]) => {
    warnings.push(words.join(" "));
    return logger;
  };
  const logger = { level: () => 0, error: note, warn: note, info: () => logger, debug: () => logger };
  const view = new View(parse(vega), { renderer: "none", logger: logger as never });
  await view.runAsync();
  const items: string[] = [];
  const marks: SceneMark[] = [];
  const walk = (item: Item): void => {
    if (item.marktype) items.push(`${item.marktype} ${item.name ?? ""}`);
    else {
      const shown = Object.entries(item).filter(
        ([name, value]) =>
          !SAID.includes(name) && !name.startsWith("_") && typeof value !== "object" && typeof value !== "function",
      );
      items.push(JSON.stringify(Object.fromEntries(shown)));
      if (item.mark?.name?.endsWith("marks"))
        marks.push({ type: item.mark.marktype, ...(item as unknown as Omit<SceneMark, "type">) });
    }
    for (const inner of item.items ?? []) walk(inner);
  };
  walk((view.scenegraph() as unknown as { root: Item }).root);
  view.finalize();
  return { items, marks, warnings };
}
