const PIECE = 0x8000;

/** `data:image/png;base64,…` */
export function pngDataUri(png: Uint8Array): string {
  let text = "";
  for (let at = 0; at < png.length; at += PIECE) text += String.fromCharCode(...png.subarray(at, at + PIECE));
  return `data:image/png;base64,${btoa(text)}`;
}
