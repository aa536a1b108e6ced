/** Bytes of a PNG up to its height. */
export const PNG_HEAD = 24;

/** Width and height from a PNG's first bytes (PNG 5.2, 11.2.1); undefined where they are anything else's. */
export function pngHeadSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  if (bytes.length < PNG_HEAD) return undefined;
  if (String.fromCharCode(...bytes.subarray(0, 16)) !== "\x89PNG\r\n\x1a\n\0\0\0\rIHDR") return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = { width: view.getUint32(16), height: view.getUint32(20) };
  return size.width > 0 && size.height > 0 ? size : undefined;
}
