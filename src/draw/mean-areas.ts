import type { PeekTable } from "./peek-table.ts";

const DIGITS = 4;

/** "Mean area: Image 1 (circle) 0.0706 · Image 2 (square) 0.1432". */
export function meanAreas({ metrics }: PeekTable, text: (area: number) => string = (area) => area.toFixed(DIGITS)): string {
  const means = metrics.map(({ label, areas }) => {
    let sum = 0;
    for (let row = 0; row < areas.length; row++) sum += areas[row]!;
    return `${label} ${text(sum / areas.length)}`;
  });
  return `Mean area: ${means.join(" · ")}`;
}
