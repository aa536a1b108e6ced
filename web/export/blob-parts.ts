/** Bytes that are handed to the browser at once: it keeps them where it likes, and a megabyte takes it a millisecond. */
const PART = 1 << 20;

/** A file that is written piece by piece, and is never one piece of memory. */
export class BlobParts {
  /** Bytes, or characters, so far. */
  written = 0;
  readonly #blobs: Blob[] = [];
  #parts: (string | Uint8Array<ArrayBuffer>)[] = [];
  #held = 0;

  push(part: string | Uint8Array<ArrayBuffer>): void {
    this.#parts.push(part);
    this.#held += part.length;
    this.written += part.length;
    if (this.#held >= PART) this.#flush();
  }

  blob(type: string): Blob {
    this.#flush();
    return new Blob(this.#blobs, { type });
  }

  #flush(): void {
    this.#blobs.push(new Blob(this.#parts));
    [this.#parts, this.#held] = [[], 0];
  }
}
