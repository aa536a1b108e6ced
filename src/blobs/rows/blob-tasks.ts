// The pieces of work that a data set is made of. Each is a function of the settings and of what it is given, so that any thread can do it, and do
// it again.

import { joinBytes } from "../../base/join-bytes.ts";
import type { StreamState } from "../../kernels/streams.ts";
import type { BlobKernel } from "./blob-kernel.ts";
import { lettersOf, type Which } from "./blob-picture.ts";
import type { DrawnRows } from "./blob-sampler.ts";
import { BLOB_WORDS, type Recipes, sliceRecipes } from "./recipes.ts";
import type { BlobSettings } from "./settings.ts";

export type BlobTask =
  /** The circles of the next `rows` rows of the one stream. */
  | { readonly kind: "circles"; readonly state: StreamState; readonly rows: number }
  /** The squares that follow them, and both areas. */
  | { readonly kind: "squares"; readonly state: StreamState; readonly circles: Uint16Array; readonly indexed: boolean }
  | { readonly kind: "groups"; readonly state: StreamState; readonly rows: number }
  /** Rows of streams of their own. */
  | { readonly kind: "spawned"; readonly first: number; readonly rows: number; readonly indexed: boolean }
  /** Images of rows in base64, an entry of `which` after the other. */
  | { readonly kind: "pictures"; readonly recipes: Recipes; readonly which: readonly Which[]; readonly labels: boolean };

export interface BlobResults {
  circles: { circles: Uint16Array; state: StreamState };
  squares: DrawnRows & { state: StreamState };
  groups: { groups: Uint32Array; state: StreamState };
  spawned: DrawnRows & { groups: Uint32Array };
  pictures: Pictures;
}

/** Texts in ASCII, one behind the other. */
export interface Pictures {
  readonly letters: Uint8Array;
  readonly ends: Uint32Array;
}

function joined(texts: readonly Uint8Array[]): Pictures {
  let end = 0;
  const ends = Uint32Array.from(texts, ({ length }) => {
    end += length;
    return end;
  });
  return { letters: joinBytes(texts), ends };
}

export type ResultOf<Task extends BlobTask> = BlobResults[Task["kind"]];

export function runTask<Task extends BlobTask>(kernel: BlobKernel, settings: BlobSettings, task: Task): ResultOf<Task>;
export function runTask({ sampler, painter }: BlobKernel, settings: BlobSettings, task: BlobTask): BlobResults[BlobTask["kind"]] {
  switch (task.kind) {
    case "circles": {
      const state = task.state.slice();
      const circles = new Uint16Array(task.rows * BLOB_WORDS);
      sampler.drawCircles(state, circles);
      return { circles, state };
    }
    case "squares": {
      const state = task.state.slice();
      const { circles } = task;
      const drawn = sampler.drawSquares(state, circles.length / BLOB_WORDS, task.indexed);
      return { ...drawn, circles, image1_area: sampler.circleAreas(circles, settings.threshold), state };
    }
    case "groups": {
      const state = task.state.slice();
      return { groups: sampler.drawGroups(state, task.rows), state };
    }
    case "spawned":
      return sampler.drawSpawned(task.first, task.rows, task.indexed);
    case "pictures": {
      const { recipes, which, labels } = task;
      const rows = recipes.circles.length / BLOB_WORDS;
      return joined(
        Array.from({ length: rows }, (_, row) => sliceRecipes(recipes, row, row + 1)).flatMap((recipe) =>
          which.map((one) => lettersOf(painter, recipe, one, labels)),
        ),
      );
    }
  }
}
