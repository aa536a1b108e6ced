export { alloc, mark, rewind } from "./memory";
export { correlateAxis, uniformAxis } from "./separable";
export {
  antisymmetricRow, antisymmetricStrip, plainRow, plainStrip, symmetricRow, symmetricStrip,
} from "./correlate";
export { correlatePlane } from "./correlate-plane";
export { uniformStrip } from "./uniform";
export { slideRow, uniformEightRows, uniformPlane } from "./uniform-plane";
export { gaussianWeights } from "./gaussian";
export { countAbove, divide, mask, maximum, minimum, multiply, projectMaximum, toGray8 } from "./threshold";
export { seedGenerator } from "./seed-sequence";
export { fillRandom } from "./pcg64";
export { fillIntegers } from "./integers";
export { affine, fillStandardNormal, outsideLayer } from "./normal";
