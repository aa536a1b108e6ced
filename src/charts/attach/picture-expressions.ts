// Vega expressions for the text of a tooltip's `image`: of a row, and of the rows for which one mark stands.
import { literal } from "../expressions.ts";

/** How a chart's rows name their pictures. */
export interface Naming {
  /** An expression for the picture's name, made of an expression for its tile: the picture itself, or the number of its row. */
  one(tile: string): string;
  /** An expression for a contact sheet's name, made of an expression for the list of its data and the column of their tiles. */
  many(list: string, tile: string): string;
}

const GAP = 2;
const SVG = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'";

/** References that a page's tooltip answers: `ndpeek:rows/12`, `ndpeek:rows/3,4,9/143`. */
export const referenceNaming = (first: number): Naming => ({
  one: (tile) => `'ndpeek:rows/' + ${tile}`,
  many(list, tile) {
    const tiles = `join(pluck(slice(${list} || [], 0, ${first}), ${literal(tile)}), ',')`;
    // Rows without a picture leave commas.
    const rows = `replace(replace(${tiles}, regexp(',+', 'g'), ','), regexp('^,|,$', 'g'), '')`;
    return `${rows} == '' ? '' : 'ndpeek:rows/' + ${rows} + '/' + length(${list} || [])`;
  },
});

/**
 * The pictures themselves. A contact sheet is an SVG of PNGs: an expression can put texts together but not pixels, and an image in a page may hold
 * others that are data.
 */
export const pictureNaming = (first: number, { width, height }: { width: number; height: number }): Naming => {
  const columns = Math.ceil(Math.sqrt(first));
  const [across, down] = [width + GAP, height + GAP];
  return {
    one: (tile) => tile,
    many(given, tile) {
      const list = `(${given} || [])`;
      const n = `min(length(${list}), ${first})`;
      const sheetWidth = `(min(${n}, ${columns}) * ${across} - ${GAP})`;
      const sheetHeight = `(ceil(${n} / ${columns}) * ${down} - ${GAP})`;
      const tiles = Array.from({ length: first }, (_, i) => {
        const [x, y] = [(i % columns) * across, Math.floor(i / columns) * down];
        const picture = `${list}[${i}][${literal(tile)}]`;
        const start = `%3Cimage x='${x}' y='${y}' width='${width}' height='${height}' href='`;
        return `(length(${list}) > ${i} && ${picture} ? "${start}" + ${picture} + "'/%3E" : "")`;
      });
      const head = `"${SVG} width='" + ${sheetWidth} + "' height='" + ${sheetHeight} + "' viewBox='0 0 " + ${sheetWidth} + " " + ${sheetHeight} + "'%3E"`;
      const sheet = [head, ...tiles, '"%3C/svg%3E"'].join(" + ");
      return `!length(${list}) ? "" : length(${list}) == 1 ? ${list}[0][${literal(tile)}] : ${sheet}`;
    },
  };
};
