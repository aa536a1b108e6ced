// Raw deflate (RFC 1951) by what the engine brings, Node's zlib or a page's DecompressionStream: both start sooner than a
// decoder in JavaScript that is not compiled yet. Only what cannot wait on a page needs such a decoder.
import { inflateSync } from "fflate";
import { nodeBuiltin } from "./node-builtin.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** The part of Node's zlib that is used here. */
interface Zlib {
  inflateRawSync(bytes: Bytes): Bytes;
}

const inNode = (): Zlib | undefined => nodeBuiltin<Zlib>("node:zlib");

/** Inflates at once: on a page by fflate. */
export const inflateNow = (bytes: Bytes): Bytes => inNode()?.inflateRawSync(bytes) ?? inflateSync(bytes);

/** Inflates by the engine; rejects on a page of a browser older than Chrome 103, Firefox 113 and Safari 16.4. */
export async function inflate(bytes: Bytes): Promise<Bytes> {
  const zlib = inNode();
  if (zlib) return zlib.inflateRawSync(bytes);
  const { readable, writable } = new DecompressionStream("deflate-raw");
  const writer = writable.getWriter();
  const [inflated] = await Promise.all([new Response(readable).arrayBuffer(), writer.write(bytes), writer.close()]);
  return new Uint8Array(inflated);
}
