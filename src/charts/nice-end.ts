/** The least step of 1, 2 or 5 times a power of ten of which about ten reach `end`: its power, negative where it is below 1, and its factor. */
function stepOf(end: number): { power: number; factor: number } {
  const rough = end / 10;
  const power = Math.floor(Math.log10(rough));
  const error = rough / 10 ** power;
  return { power, factor: error >= Math.sqrt(50) ? 10 : error >= Math.sqrt(10) ? 5 : error >= Math.SQRT2 ? 2 : 1 };
}

/** The end of a nice axis from 0 that holds `end`, which is above 0: that of Vega's `nice`, bit for bit. */
export function niceEnd(end: number): number {
  let nice = end;
  for (let last = 0; ; ) {
    const { power, factor } = stepOf(nice);
    // By a whole number both ways, so that decimals stay exact.
    const [scale, step] = power < 0 ? [10 ** -power / factor, 1] : [1, factor * 10 ** power];
    const key = power < 0 ? -scale : step;
    if (key === last) return nice;
    last = key;
    nice = power < 0 ? Math.ceil(nice * scale) / scale : Math.ceil(nice / step) * step;
  }
}
