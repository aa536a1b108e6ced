/** The value of a digit from its code: 0-9 are 48 to 57, a-f 97 to 102. */
const digit = (code: number): number => (code < 58 ? code - 48 : code - 87);

/** Bytes from their digits, two each, in lower case. */
export function fromHex(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (digit(text.charCodeAt(2 * i)) << 4) | digit(text.charCodeAt(2 * i + 1));
  return bytes;
}
