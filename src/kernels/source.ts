import { KERNELS } from "../../build/generated/kernels.ts";
import { wrongKind } from "../base/checks.ts";
import { fromBase64 } from "../base/from-base64.ts";
import { inflate, inflateNow } from "../base/inflate.ts";
import { nodeBuiltin } from "../base/node-builtin.ts";
import { instanceNow, instanceOf, type Kernels } from "./instance.ts";

/** Where the WebAssembly kernels come from; by default the copy inside the package. */
export type ModuleSource = WebAssembly.Module | ArrayBuffer | ArrayBufferView | URL | string;

/** Node's file system, where there is one: its `fetch` takes no file: URL. */
interface FileReader {
  readFile(url: URL): Promise<Uint8Array<ArrayBuffer>>;
}

async function download(url: URL | string, signal: AbortSignal | undefined): Promise<BufferSource> {
  if (String(url).startsWith("file:")) {
    const files = nodeBuiltin<FileReader>("node:fs/promises");
    if (files) return files.readFile(new URL(url));
  }
  const response = await fetch(url, signal ? { signal } : {});
  if (!response.ok) throw new Error(`module: ${url} answered ${response.status} ${response.statusText}`.trimEnd());
  return response.arrayBuffer();
}

const deflated = (): Uint8Array<ArrayBuffer> => fromBase64(KERNELS);

/** The package's own kernels, as asc made them. */
export async function kernelBytes(): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await inflate(deflated());
  } catch (cause) {
    const needed = 'DecompressionStream("deflate-raw") (Chrome 103, Firefox 113, Safari 16.4 or newer)';
    throw new Error(`module: expected ${needed}, or ndpeek's kernels.wasm as the module, got neither`, { cause });
  }
}

/** The package's own kernels are compiled once, and again only where that failed. */
let own: Promise<WebAssembly.Module> | undefined;

function compileOwn(): Promise<WebAssembly.Module> {
  own ??= kernelBytes()
    .then((bytes) => WebAssembly.compile(bytes))
    .catch((error: unknown) => {
      own = undefined;
      throw error;
    });
  return own;
}

/** Throws where there is something that kernels cannot come from. */
export function checkModule(source: unknown): void {
  const isText = source === undefined || typeof source === "string" || source instanceof URL;
  if (isText || source instanceof WebAssembly.Module || source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return;
  throw wrongKind("module", "a WebAssembly.Module, its bytes or a URL", source);
}

/** The compiled kernels: the package's own copy, or what the caller brings (a module, its bytes, or a URL to fetch). The signal ends a fetch. */
export async function compile(source?: ModuleSource, signal?: AbortSignal): Promise<WebAssembly.Module> {
  checkModule(source);
  if (source === undefined) return compileOwn();
  if (source instanceof WebAssembly.Module) return source;
  if (typeof source === "string" || source instanceof URL) return WebAssembly.compile(await download(source, signal));
  return WebAssembly.compile(source as BufferSource);
}

/** An instance of the kernels from wherever they come. */
export const instantiate = async (source?: ModuleSource): Promise<Kernels> => instanceOf(await compile(source));

/** The package's own kernels at once, for functions that cannot wait. */
export const instantiateNow = (): Kernels => instanceNow(new WebAssembly.Module(inflateNow(deflated())));
