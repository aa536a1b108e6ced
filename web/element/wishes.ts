import { ATTRIBUTE_NAMES, CONTROLS, type Control, OTSU, type Texts, textsOfElement, thresholdOf } from "./element-texts.ts";

/** What is asked of a viewer: by its attributes, and by a reader, whose choice holds until its attribute is set again. */
export interface Wishes {
  /** What the attributes say. */
  readonly said: Texts;
  /** The same with what a reader has chosen since. */
  now(): Texts;
  readonly chosen: Readonly<Partial<Record<Control, string>>>;
  choose(name: Control, text: string): void;
  /** Whether the element has the attribute. */
  has(name: string): boolean;
  /** The threshold that somebody says; nothing where each image has its own, or none is said. */
  threshold(): number | undefined;
  /** Takes texts of the element for what it says now; returns the names of the attributes that are written otherwise. */
  take(texts: Texts): ReadonlySet<string>;
}

export function wishesOf(element: Element): Wishes {
  let said: Texts = textsOfElement(element);
  /** The attributes as they are written; nothing of them is known at first. */
  let written: Readonly<Record<string, string | null>> = {};
  const chosen: Partial<Record<Control, string>> = {};

  return {
    get said() {
      return said;
    },
    now: () => ({ ...said, ...chosen }),
    chosen,
    choose(name, text) {
      chosen[name] = text;
    },
    has: (name) => element.hasAttribute(name),
    threshold() {
      const text = chosen.threshold ?? (element.hasAttribute("threshold") ? said.threshold : undefined);
      return text === undefined || text === OTSU ? undefined : thresholdOf(text);
    },
    take(texts) {
      said = texts;
      const before = written;
      written = Object.fromEntries(ATTRIBUTE_NAMES.map((name) => [name, element.getAttribute(name)]));
      const changed = new Set(ATTRIBUTE_NAMES.filter((name) => written[name] !== before[name]));
      for (const name of CONTROLS) if (changed.has(name)) delete chosen[name];
      return changed;
    },
  };
}
