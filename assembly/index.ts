export { alloc, mark, rewind } from "./memory";
export { correlateAxis, correlateAxis32, uniformAxis } from "./separable";
export { symmetricStrip, symmetricStrip32, symmetricTurned, symmetricTurned32 } from "./correlate";
export { symmetricRow, symmetricRow32 } from "./correlate-row";
export { uniformStrip } from "./uniform";
export { nameRows } from "./rows";
export { correlatePlaneRows, openCorrelatePlane } from "./correlate-plane";
export { openUniformPlane, slideRow, uniformEightRows, uniformPlaneRows } from "./uniform-plane";
export { gaussianWeights } from "./gaussian";
export { countAbove, grayRows, mask, maximum, minimum, projectMaximum, toGray8 } from "./threshold";
export { seedGenerator } from "./seed-sequence";
export { fillRandom } from "./pcg64";
export { fillIntegers } from "./integers";
export { affine, fillStandardNormal, outsideLayer, skipStandardNormal } from "./normal";
export {
  circleAreas, circleImage, drawCircles, drawGroups, drawSpawned, drawSquares, openBlobs, prepareLines, setCircleSize, setSquareSize,
  squareAreas, squareGray, squareImage,
} from "./blobs";
export { base64 } from "./base64";
export { beginPng, endPng, pngOut, pngPiece, pngWorkspace, putPngChunk, putPngPiece, putPngRows, takePng } from "./png/encode";
