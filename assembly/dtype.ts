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
export function storeDouble(dtype: i32, at: usize, value: f64): void {
  switch (dtype) {
    case F64: store<f64>(at, value); return;
    case F32: store<f32>(at, <f32>value); return;
    case U8:
    case I8: store<u8>(at, <u8>castToInt(value)); return;
    case U16:
    case I16: store<u16>(at, <u16>castToInt(value)); return;
    case U32: store<u32>(at, Math.abs(value) < 9223372036854775808.0 ? <u32>(<i64>value) : 0); return;
    default: store<i32>(at, castToInt(value));
  }
}

function castToInt(value: f64): i32 {
  return value > -2147483649.0 && value < 2147483648.0 ? <i32>value : i32.MIN_VALUE;
}

/** `n` elements of `dtype`, `stride` bytes apart, as T, `pitch` bytes apart. The loops are one a dtype: nothing is decided an element. */
export function loadLine<T>(dtype: i32, from: usize, stride: usize, n: i32, to: usize, pitch: usize): void {
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
  for (let i = 0; i < n; i++, from += pitch, to += stride) storeDouble(dtype, to, <f64>load<T>(from));
}
