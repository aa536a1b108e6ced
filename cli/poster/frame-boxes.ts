import type { FrameView } from "../../src/draw/frame-view.ts";
import type { Box } from "../../src/draw/position.ts";
import type { SceneItem, SceneMark } from "../../src/draw/scene.ts";

/** Where a frame has its texts and its bars, in CSS pixels from the drawing's top left corner. */
export interface FrameBoxes {
  /** Lines of a text have a line break between them. */
  readonly texts: readonly (Box & { readonly text: string })[];
  readonly bars: readonly Box[];
}

const textOf = ({ text }: SceneItem & { readonly text?: unknown }): string => [text ?? ""].flat().join("\n");

/** Of a frame that has been run. */
export function frameBoxes({ view }: FrameView): FrameBoxes {
  const texts: (Box & { text: string })[] = [];
  const bars: Box[] = [];

  function visit({ marktype, items }: SceneMark, left: number, top: number): void {
    for (const item of items) {
      const { x1, y1, x2, y2 } = item.bounds;
      const box = { x: left + x1, y: top + y1, width: x2 - x1, height: y2 - y1 };
      if (marktype === "rect") bars.push(box);
      if (marktype === "text" && item.opacity !== 0 && textOf(item).trim() !== "") texts.push({ ...box, text: textOf(item) });
      for (const mark of item.items ?? []) visit(mark, left + (item.x ?? 0), top + (item.y ?? 0));
    }
  }

  const [left, top] = view.origin();
  const padding = view.padding() as { left: number; top: number };
  visit((view.scenegraph() as unknown as { root: SceneMark }).root, left + padding.left, top + padding.top);
  return { texts, bars };
}
