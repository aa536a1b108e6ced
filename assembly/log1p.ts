// log(1 + x) for -1 < x <= 0, the only arguments the normal's tail has. After fdlibm's s_log1p.c (Copyright 1993 Sun Microsystems; freely
// usable with this notice), with the polynomial summed in pairs as glibc 2.36 does: other orders differ in the last bit.

const LN2_HIGH: f64 = 6.93147180369123816490e-1;
const LN2_LOW: f64 = 1.90821492927058770002e-10;
const L1: f64 = 6.666666666666735130e-1;
const L2: f64 = 3.999999999940941908e-1;
const L3: f64 = 2.857142874366239149e-1;
const L4: f64 = 2.222219843214978396e-1;
const L5: f64 = 1.818357216161805012e-1;
const L6: f64 = 1.531383769920937332e-1;
const L7: f64 = 1.479819860511658591e-1;

export function log1p(x: f64): f64 {
  const high = <u32>(reinterpret<u64>(x) >> 32) & 0x7fffffff;
  if (high < 0x3e200000) {
    // |x| < 2^-29
    return high < 0x3c900000 ? x : x - x * x * 0.5;
  }
  let exponent = 0;
  let f = x;
  let correction: f64 = 0;
  let mantissa: u32 = 1;
  // -0.2929 < x: no scaling. The bound is fdlibm's, on the high word of a negative number.
  if (<u32>(reinterpret<u64>(x) >> 32) > 0xbfd2bec3) {
    let u = 1 + x;
    let bits = reinterpret<u64>(u);
    exponent = <i32>(bits >> 52) - 1023;
    correction = (exponent > 0 ? 1 - (u - x) : x - (u - 1)) / u;
    mantissa = <u32>(bits >> 32) & 0x000fffff;
    const low = bits & 0xffffffff;
    if (mantissa < 0x6a09e) {
      u = reinterpret<f64>((<u64>(mantissa | 0x3ff00000) << 32) | low);
    } else {
      exponent++;
      u = reinterpret<f64>((<u64>(mantissa | 0x3fe00000) << 32) | low);
      mantissa = (0x00100000 - mantissa) >> 2;
    }
    f = u - 1;
  }
  const halfSquare = 0.5 * f * f;
  if (mantissa == 0) {
    // |f| < 2^-20
    if (f == 0) return exponent == 0 ? 0 : exponent * LN2_HIGH + (correction + exponent * LN2_LOW);
    const r = halfSquare * (1 - 0.66666666666666666 * f);
    if (exponent == 0) return f - r;
    return exponent * LN2_HIGH - (r - (exponent * LN2_LOW + correction) - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const z2 = z * z;
  const z4 = z2 * z2;
  const r = z * L1 + z2 * (L2 + z * L3) + z4 * (L4 + z * L5) + z4 * z2 * (L6 + z * L7);
  if (exponent == 0) return f - (halfSquare - s * (halfSquare + r));
  return exponent * LN2_HIGH - (halfSquare - (s * (halfSquare + r) + (exponent * LN2_LOW + correction)) - f);
}
