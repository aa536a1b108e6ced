import type { OwnStack } from "../sources/own-stack.ts";
import type { ImageLook } from "../sources/peek-source.ts";
import { apart } from "../ui/foreign-text.ts";
import type { LoneRows } from "./closer-look.ts";

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
      reference: (row) => ({ rows: [row] }),
    },
  };
}
