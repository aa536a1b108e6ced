/** An address in the linear memory. Outside this folder it is carried about at most, and never computed with. */
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
    groups: number,
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
  projectMaximum(at: Address, depth: number, n: number, to: Address): void;
  toGray8(at: Address, dtype: number, n: number, low: number, high: number, to: Address): void;
  grayRows(at: Address, columns: number, rows: number, to: Address, stride: number): void;
  openBlobs(n: number, dims: number, mean: number, circleSizes: number, squareSizes: number): Address;
  setCircleSize(blobs: Address, index: number, weights: Address, radius: number): void;
  setSquareSize(blobs: Address, index: number, size: number): void;
  prepareLines(blobs: Address): number;
  drawCircles(blobs: Address, buffers: Address, count: number): void;
  circleAreas(blobs: Address, buffers: Address, count: number, threshold: number): number;
  drawSquares(blobs: Address, buffers: Address, count: number, indexed: boolean): number;
  squareAreas(blobs: Address, buffers: Address, count: number, threshold: number): number;
  circleImage(blobs: Address, circle: Address): Address;
  squareImage(blobs: Address, square: Address, places: Address): Address;
  squareGray(blobs: Address, square: Address, places: Address, to: Address, stride: number): number;
  drawGroups(buffers: Address, count: number): void;
  drawSpawned(blobs: Address, buffers: Address, first: number, count: number, indexed: boolean): number;
  seedGenerator(rng: Address, words: Address, count: number): number;
  fillRandom(rng: Address, to: Address, n: number): void;
  fillIntegers(rng: Address, low: bigint, range: bigint, to: Address, n: number): void;
  fillStandardNormal(rng: Address, to: Address, n: number): void;
  skipStandardNormal(rng: Address, n: number): void;
  affine(at: Address, n: number, loc: number, scale: number): void;
  base64(at: Address, bytes: number, to: Address): void;
  pngWorkspace(): number;
  pngPiece(): number;
  beginPng(workspace: Address, width: number, height: number, colourType: number, setting: number): void;
  putPngChunk(workspace: Address, type: number, data: Address, bytes: number): void;
  putPngRows(workspace: Address, pixels: Address, rows: number, hasAbove: boolean): number;
  putPngPiece(workspace: Address, pixels: Address, above: Address, n: number): void;
  pngHasBlock(workspace: Address): number;
  endPng(workspace: Address): void;
  pngOut(workspace: Address): Address;
  takePng(workspace: Address): Address;
}
