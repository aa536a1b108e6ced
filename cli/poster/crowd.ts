import type { Places } from "../../src/charts/places.ts";
import type { Box, Size } from "../../src/draw/position.ts";

/** CSS pixels that a cell is wide and high. */
const CELL = 4;

/** Counts the points in a box in a moment, by whole cells: in each cell is the sum of all above it and left of it. */
export function crowd({ x, y }: Places, { width, height }: Size): (box: Box) => number {
  const columns = Math.ceil(width / CELL) + 1;
  const rows = Math.ceil(height / CELL) + 1;
  const sums = new Uint32Array(columns * rows);
  const cell = (at: number, count: number): number => Math.min(count - 1, Math.max(1, Math.floor(at / CELL) + 1));
  for (let i = 0; i < x.length; i++) {
    if (!Number.isNaN(x[i]) && !Number.isNaN(y[i])) sums[cell(y[i]!, rows) * columns + cell(x[i]!, columns)]!++;
  }
  for (let row = 1; row < rows; row++) {
    for (let column = 1; column < columns; column++) {
      const at = row * columns + column;
      sums[at]! += sums[at - 1]! + sums[at - columns]! - sums[at - columns - 1]!;
    }
  }
  const sum = (column: number, row: number): number =>
    sums[Math.max(0, Math.min(row, rows - 1)) * columns + Math.max(0, Math.min(column, columns - 1))]!;
  return (box) => {
    const [left, top] = [Math.floor(box.x / CELL), Math.floor(box.y / CELL)];
    const [right, bottom] = [Math.ceil((box.x + box.width) / CELL), Math.ceil((box.y + box.height) / CELL)];
    return sum(right, bottom) - sum(left, bottom) - sum(right, top) + sum(left, top);
  };
}
