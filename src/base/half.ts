// IEEE 754's 16-bit floats. Math.f16round and Float16Array are too young to rely on.

/** The least half with all its eleven bits. */
const LEAST_NORMAL = 2 ** -14;
/** Subnormal halves are multiples of it. */
const LEAST = 2 ** -24;
/** From here on numbers are rounded to infinity. */
const INFINITE = 65520;

/**
 * The nearest half, the even one of two, as NumPy casts a double. assembly/dtype.ts does the same.
 */
export function roundToHalf(value: number): number {
  const size = Math.abs(value);
  if (!(size < INFINITE)) return value * Number.POSITIVE_INFINITY;
  // Added to 2^42 times its power of two, a double loses all but eleven bits; halves below 2^-14
  // have fewer.
  const power = 1 << Math.max(0, 31 - Math.clz32(size / LEAST_NORMAL));
  const lost = power * 2 ** 28;
  // Zeros have a sign too.
  return (size + lost - lost) * (value < 0 || Object.is(value, -0) ? -1 : 1);
}

/** The half that 16 bits stand for. */
export function halfOfBits(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * LEAST;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** The bits of a half that is held as a float, by the bits of the float. */
export function bitsOfHalf(float: number): number {
  const sign = (float >>> 16) & 0x8000;
  const exponent = ((float >>> 23) & 255) - 112;
  const fraction = float & 0x7fffff;
  if (exponent >= 31) return sign | 0x7c00 | (fraction ? 0x200 : 0);
  if (exponent > 0) return sign | (exponent << 10) | (fraction >> 13);
  // A float has a leading one above its fraction, which a subnormal half shows.
  return exponent > -10 ? sign | ((fraction | 0x800000) >> (14 - exponent)) : sign;
}
