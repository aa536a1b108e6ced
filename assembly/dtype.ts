// The element types' codes, as src/kernels/dtype.ts gives them, and their conversions.
export const F64: i32 = 0;
export const F32: i32 = 1;
export const U8: i32 = 2;
export const I8: i32 = 3;
export const U16: i32 = 4;
export const I16: i32 = 5;
export const U32: i32 = 6;
export const I32: i32 = 7;

export function sizeShift(dtype: i32): usize {
  return dtype == F64 ? 3 : dtype == F32 || dtype >= U32 ? 2 : dtype >= U16 ? 1 : 0;
}

/** Whether an array of `dtype` has T as its elements. */
// @ts-ignore: decorator
@inline
export function isOwn<T>(dtype: i32): bool {
  return dtype == (sizeof<T>() == 8 ? F64 : F32);
}

/** One element as T. */
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

/** `n` elements of `dtype`, `stride` bytes apart, as T, `pitch` bytes apart. The loops are one a dtype: nothing is decided an element. */
export function loadLine<T>(dtype: i32, from: usize, stride: usize, n: i32, to: usize, pitch: usize): void {
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

/** `n` elements of T, `pitch` bytes apart, as `dtype`, `stride` bytes apart. */
export function storeLine<T>(dtype: i32, from: usize, pitch: usize, n: i32, to: usize, stride: usize): void {
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
    default: roundElements<i32, T>(at, n);
  }
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
