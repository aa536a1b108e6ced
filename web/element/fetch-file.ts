import { MOST_CHART_BYTES } from "../sources/own-files.ts";
import { MOST_BYTES } from "../sources/own-stack.ts";

function fileName({ pathname }: URL): string {
  const name = pathname.slice(pathname.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Ends with a RangeError behind so many bytes. */
function limited(most: number): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(part, stream) {
      bytes += part.length;
      if (bytes > most) stream.error(new RangeError(`more than ${most.toLocaleString("en-US")} bytes`));
      else stream.enqueue(part);
    },
  });
}

/** A file that the attribute names. Rejects with an error that says attribute and address where none comes, or one that is too large. */
export async function fetchFile(address: string, attribute: "src" | "images", signal: AbortSignal): Promise<File> {
  let url: URL;
  try {
    url = new URL(address, document.baseURI);
  } catch {
    throw new TypeError(`${attribute}: expected addresses of files, got ${JSON.stringify(address)}`);
  }
  const expected = `${attribute}: expected a file at ${url.href}`;
  const name = fileName(url);
  const most = /\.json$/i.test(name) ? MOST_CHART_BYTES : MOST_BYTES;
  try {
    const response = await fetch(url, { signal });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const announced = Number(response.headers.get("content-length"));
    if (announced > most) {
      await response.body?.cancel();
      throw new RangeError(`${announced.toLocaleString("en-US")} bytes, more than ${most.toLocaleString("en-US")}`);
    }
    const body = response.body?.pipeThrough(limited(most));
    return new File([await new Response(body).blob()], name);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof RangeError) throw new RangeError(`${expected}, got ${error.message}`);
    throw new Error(`${expected}, got ${(error as Error).message}`);
  }
}
