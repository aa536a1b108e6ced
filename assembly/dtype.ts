// The element types' codes, as src/kernels/dtype.ts gives them, and their conversions.
export const F64: i32 = 0;
export const F32: i32 = 1;
export const U8: i32 = 2;
export const I8: i32 = 3;
export const U16: i32 = 4;
export const I16: i32 = 5;
export const U32: i32 = 6;
export const I32: i32 = 7;
/** 64-bit integers, which lie in doubles. */
export const I64: i32 = 8;
export const U64: i32 = 9;
/** Halves, which lie in floats. */
export const F16: i32 = 10;

/**
 * The type that elements have in memory. Reading needs no more; only writing casts to the dtype
 * itself.
 */
export function storedAs(dtype: i32): i32 {
  return dtype < I64 ? dtype : dtype == F16 ? F32 : F64;
}

/** The binary logarithm of an element's bytes: two bits a dtype, those of F64 the lowest. */
export function sizeShift(dtype: i32): usize {
  return (0b10_11_11_10_10_01_01_00_00_10_11 >> (dtype << 1)) & 3;
}

/** Whether any T is an element of an array of `dtype`. */
// @ts-ignore: decorator
@inline
export function isOwn<T>(dtype: i32): bool {
  return dtype == (sizeof<T>() == 8 ? F64 : F32);
}

/** One element as T; of a type that elements are stored as (see `storedAs`). */
// @ts-ignore: decorator
@inline
export function loadAs<T>(dtype: i32, at: usize): T {
  switch (dtype) {
    case F64: return <T>load<f64>(at);
    case F32: return <T>load<f32>(at);
    case U8: return <T>load<u8>(at);
    case I8: return <T>load<i8>(at);
    case U16: return <T>load<u16>(at);
    case I16: return <T>load<i16>(at);
    case U32: return <T>load<u32>(at);
    default: return <T>load<i32>(at);
  }
}

export function loadDouble(dtype: i32, at: usize): f64 {
  return loadAs<f64>(dtype, at);
}

/** As gcc casts on x86-64 (the C standard leaves it open): to 32 bits, or to 64 for u32; NaN and what does not fit give the least integer. */
// @ts-ignore: decorator
@inline
function cast<S>(value: f64): S {
  if (isFloat<S>()) return <S>value;
  if (sizeof<S>() == 4 && !isSigned<S>()) return Math.abs(value) < 9223372036854775808.0 ? <S>(<u32>(<i64>value)) : <S>0;
  return <S>(value > -2147483649.0 && value < 2147483648.0 ? <i32>value : i32.MIN_VALUE);
}

const TWO_63: f64 = 9223372036854775808.0;
const TWO_64: f64 = 18446744073709551616.0;

/**
 * What becomes of a value in an array whose integers lie in doubles, or whose halves lie in floats.
 * One function, which is too large to be inlined: it has callers enough.
 */
export function castWithin(dtype: i32, value: f64): f64 {
  if (dtype == F16) {
    // The nearest half, the even one of two, as NumPy casts; 65520 and more are infinite.
    const size = Math.abs(value);
    if (!(size < 65520.0)) return value * Infinity;
    // Added to 2^42 times its power of two, a double loses all but eleven bits; halves below 2^-14
    // have fewer.
    const power = max<f64>(reinterpret<f64>(reinterpret<u64>(size) & 0x7ff0000000000000), 6.103515625e-5);
    const lost = power * 4398046511104.0;
    return copysign<f64>(size + lost - lost, value);
  }
  // As gcc casts to 64 bits: NaN and what does not fit become -2^63; unsigned, negative numbers come
  // out 2^64 higher, and SciPy rounds them to a double when it reads them again. An integer has no
  // negative zero.
  if (dtype == U64 && value >= TWO_63) return value < TWO_64 ? value : 0.0;
  const whole = value >= -TWO_63 && value < TWO_63 ? trunc<f64>(value) + 0.0 : -TWO_63;
  return dtype == U64 && whole < 0 ? whole + TWO_64 : whole;
}

/** `n` elements of `dtype`, `stride` bytes apart, as T, `pitch` bytes apart. The loops are one a dtype: nothing is decided an element. */
export function loadLine<T>(dtype: i32, from: usize, stride: usize, n: i32, to: usize, pitch: usize): void {
  dtype = storedAs(dtype);
  if (pitch == sizeof<T>() && stride == <usize>1 << sizeShift(dtype)) {
    if (isOwn<T>(dtype)) {
      memory.copy(to, from, <usize>n * sizeof<T>());
      return;
    }
    if (sizeof<T>() == 8 && dtype == F32) {
      promote(from, n, to);
      return;
    }
  }
  switch (dtype) {
    case F64: loadElements<f64, T>(from, stride, n, to, pitch); return;
    case F32: loadElements<f32, T>(from, stride, n, to, pitch); return;
    case U8: loadElements<u8, T>(from, stride, n, to, pitch); return;
    case I8: loadElements<i8, T>(from, stride, n, to, pitch); return;
    case U16: loadElements<u16, T>(from, stride, n, to, pitch); return;
    case I16: loadElements<i16, T>(from, stride, n, to, pitch); return;
    case U32: loadElements<u32, T>(from, stride, n, to, pitch); return;
    default: loadElements<i32, T>(from, stride, n, to, pitch);
  }
}

// @ts-ignore: decorator
@inline
function loadElements<S, T>(from: usize, stride: usize, n: i32, to: usize, pitch: usize): void {
  for (let i = 0; i < n; i++, from += stride, to += pitch) store<T>(to, <T>load<S>(from));
}

/**
 * `n` elements of T, `pitch` bytes apart, as `dtype`, `stride` bytes apart. It may cast them where
 * they are: they are scratch of the caller's.
 */
export function storeLine<T>(dtype: i32, from: usize, pitch: usize, n: i32, to: usize, stride: usize): void {
  if (dtype >= I64) {
    castElements<T>(dtype, from, pitch, n);
    dtype = storedAs(dtype);
  }
  if (pitch == sizeof<T>() && stride == <usize>1 << sizeShift(dtype)) {
    if (isOwn<T>(dtype)) {
      memory.copy(to, from, <usize>n * sizeof<T>());
      return;
    }
    if (sizeof<T>() == 8 && dtype == F32) {
      demote(from, n, to);
      return;
    }
  }
  switch (dtype) {
    case F64: storeElements<f64, T>(from, pitch, n, to, stride); return;
    case F32: storeElements<f32, T>(from, pitch, n, to, stride); return;
    case U8:
    case I8: storeElements<u8, T>(from, pitch, n, to, stride); return;
    case U16:
    case I16: storeElements<u16, T>(from, pitch, n, to, stride); return;
    case U32: storeElements<u32, T>(from, pitch, n, to, stride); return;
    default: storeElements<i32, T>(from, pitch, n, to, stride);
  }
}

// @ts-ignore: decorator
@inline
function storeElements<S, T>(from: usize, pitch: usize, n: i32, to: usize, stride: usize): void {
  for (let i = 0; i < n; i++, from += pitch, to += stride) store<S>(to, cast<S>(<f64>load<T>(from)));
}

/** The n elements of T at `at` as they are once they have been stored in an array of `dtype`. */
export function roundLine<T>(dtype: i32, at: usize, n: i32): void {
  switch (dtype) {
    case F64: return;
    case F32: if (sizeof<T>() == 8) roundToFloats(at, n); return;
    case U8: roundElements<u8, T>(at, n); return;
    case I8: roundElements<i8, T>(at, n); return;
    case U16: roundElements<u16, T>(at, n); return;
    case I16: roundElements<i16, T>(at, n); return;
    case U32: roundElements<u32, T>(at, n); return;
    case I32: roundElements<i32, T>(at, n); return;
    default: castElements<T>(dtype, at, sizeof<T>(), n);
  }
}

function castElements<T>(dtype: i32, at: usize, pitch: usize, n: i32): void {
  for (let i = 0; i < n; i++, at += pitch) store<T>(at, <T>castWithin(dtype, <f64>load<T>(at)));
}

// @ts-ignore: decorator
@inline
function roundElements<S, T>(at: usize, n: i32): void {
  for (const end = at + <usize>n * sizeof<T>(); at < end; at += sizeof<T>()) store<T>(at, <T>cast<S>(<f64>load<T>(at)));
}

function promote(from: usize, n: i32, to: usize): void {
  let i = 0;
  for (; i + 2 <= n; i += 2, from += 8, to += 16) v128.store(to, f64x2.promote_low_f32x4(v128.load64_zero(from)));
  if (i < n) store<f64>(to, <f64>load<f32>(from));
}

function demote(from: usize, n: i32, to: usize): void {
  let i = 0;
  for (; i + 2 <= n; i += 2, from += 16, to += 8) v128.store64_lane(to, f32x4.demote_f64x2_zero(v128.load(from)), 0);
  if (i < n) store<f32>(to, <f32>load<f64>(from));
}

function roundToFloats(at: usize, n: i32): void {
  let i = 0;
  for (; i + 2 <= n; i += 2, at += 16) v128.store(at, f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(v128.load(at))));
  if (i < n) store<f64>(at, <f64>(<f32>load<f64>(at)));
}
