/** An address in the linear memory; it never leaves this folder. */
export type Address = number;

export type CorrelateAxis = (
  at: Address,
  dtype: number,
  outer: number,
  n: number,
  inner: number,
  weights: Address,
  size: number,
  origin: number,
  mode: number,
  cval: number,
) => number;

/** What assembly/index.ts exports. A filter's result is 0 when memory is short, as an address is. */
export interface KernelExports {
  readonly memory: WebAssembly.Memory;
  alloc(bytes: number): Address;
  mark(): Address;
  rewind(to: Address): void;
  readonly correlateAxis: CorrelateAxis;
  readonly correlateAxis32: CorrelateAxis;
  uniformAxis(
    at: Address,
    dtype: number,
    outer: number,
    n: number,
    inner: number,
    size: number,
    origin: number,
    mode: number,
    cval: number,
  ): number;
  nameRows(
    to: Address,
    rows: number,
    before: number,
    after: number,
    mode: number,
    base: Address,
    length: number,
    capacity: number,
    wrapped: Address,
  ): void;
  openCorrelatePlane(
    single: number,
    dtype: number,
    columns: number,
    most: number,
    weights0: Address,
    size0: number,
    weights1: Address,
    size1: number,
    origin1: number,
    mode1: number,
    cval: number,
  ): Address;
  correlatePlaneRows(plane: Address, rows: Address, count: number, to: Address): void;
  openUniformPlane(
    dtype: number,
    columns: number,
    size0: number,
    size1: number,
    origin1: number,
    mode1: number,
    cval: number,
  ): Address;
  uniformPlaneRows(plane: Address, rows: Address, count: number, begins: number, to: Address): void;
  gaussianWeights(sigma: number, order: number, radius: number, to: Address): number;
  countAbove(at: Address, dtype: number, n: number, threshold: number): number;
  mask(at: Address, dtype: number, n: number, threshold: number, to: Address): void;
  maximum(at: Address, dtype: number, n: number): number;
  minimum(at: Address, dtype: number, n: number): number;
  divide(at: Address, n: number, divisor: number): void;
  multiply(at: Address, n: number, by: Address): void;
  projectMaximum(at: Address, depth: number, n: number, to: Address): void;
  toGray8(at: Address, dtype: number, n: number, low: number, high: number, to: Address): void;
  seedGenerator(rng: Address, words: Address, count: number): number;
  fillRandom(rng: Address, to: Address, n: number): void;
  fillIntegers(rng: Address, low: bigint, range: bigint, to: Address, n: number): void;
  fillStandardNormal(rng: Address, to: Address, n: number): void;
  affine(at: Address, n: number, loc: number, scale: number): void;
}
