export { alloc, mark, rewind } from "./memory";
export { correlateAxis, uniformAxis } from "./separable";
export { gaussianWeights } from "./gaussian";
export { countAbove, divide, mask, maximum, minimum, multiply, projectMaximum, toGray8 } from "./threshold";
export { seedGenerator } from "./seed-sequence";
export { fillRandom } from "./pcg64";
export { fillIntegers } from "./integers";
export { affine, fillStandardNormal } from "./normal";
