/** The least of 1, 2, 5, 10, … times a power of ten that is `least` or more. */
export function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((nice) => nice * power >= least * (1 - 1e-9))!;
  return factor * power;
}
