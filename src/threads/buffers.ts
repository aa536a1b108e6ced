/** The buffers of a message, each once: they go over instead of being copied. */
export function buffersOf(message: unknown, found: Set<ArrayBuffer> = new Set()): ArrayBuffer[] {
  if (ArrayBuffer.isView(message)) {
    if (message.buffer instanceof ArrayBuffer) found.add(message.buffer);
  } else if (typeof message === "object" && message !== null && !(message instanceof WebAssembly.Module)) {
    for (const value of Object.values(message)) buffersOf(value, found);
  }
  return [...found];
}
