import type { Kernels } from "./instance.ts";

/** The letters, in ASCII, of the bytes in base64. `btoa` would need a text of them, which takes twenty times as long to make. */
export function base64({ call, arena }: Kernels, bytes: Uint8Array): Uint8Array {
  return arena.scope(() => {
    const length = 4 * Math.ceil(bytes.length / 3);
    const at = arena.copyIn(bytes);
    const to = arena.alloc(length);
    call.base64(at, bytes.length, to);
    return arena.bytes(to, length).slice();
  });
}
