import { stackReference } from "../../src/image-reference.ts";
import { apart } from "../foreign-text.ts";
import type { LoneRows } from "./closer-look.ts";
import type { OwnStack } from "./own-stack.ts";
import type { ImageLook } from "./peek-source.ts";

/** Stacks that are not measured, as colours never are, for a closer look: their images, and a table without areas. */
export function unmeasuredStacks(stacks: readonly OwnStack[], look: ImageLook): LoneRows {
  const { length } = stacks[0]!;
  const unknown = new Float64Array(length).fill(Number.NaN);
  return {
    images: {
      threshold: { of: look.threshold },
      image: (row, metric) => stacks[metric]!.image(row),
      range: (metric) => stacks[metric]!.range,
    },
    table: {
      length,
      groups: [],
      metrics: stacks.map(({ name }) => ({ name, label: apart(name), areas: unknown })),
      meaning: "not measured",
      reference: stackReference,
    },
  };
}
