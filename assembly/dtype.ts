// The element types' codes, as src/kernels/dtype.ts gives them, and their conversions to and from double.
export const F64: i32 = 0;
export const F32: i32 = 1;
export const U8: i32 = 2;
export const I8: i32 = 3;
export const U16: i32 = 4;
export const I16: i32 = 5;
export const U32: i32 = 6;
export const I32: i32 = 7;

export function loadDouble(dtype: i32, at: usize): f64 {
  switch (dtype) {
    case F64: return load<f64>(at);
    case F32: return load<f32>(at);
    case U8: return load<u8>(at);
    case I8: return load<i8>(at);
    case U16: return load<u16>(at);
    case I16: return load<i16>(at);
    case U32: return load<u32>(at);
    default: return load<i32>(at);
  }
}

/** As a C cast on x86-64: towards zero, then the low bits. */
export function storeDouble(dtype: i32, at: usize, value: f64): void {
  switch (dtype) {
    case F64: store<f64>(at, value); return;
    case F32: store<f32>(at, <f32>value); return;
    case U8:
    case I8: store<u8>(at, <u8>(<i64>value)); return;
    case U16:
    case I16: store<u16>(at, <u16>(<i64>value)); return;
    default: store<u32>(at, <u32>(<i64>value));
  }
}

export function sizeShift(dtype: i32): usize {
  return dtype == F64 ? 3 : dtype == F32 || dtype >= U32 ? 2 : dtype >= U16 ? 1 : 0;
}
