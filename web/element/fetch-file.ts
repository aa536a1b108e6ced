/** A file that a page names. Rejects with an Error that says the address where none comes. */
export async function fetchFile(address: string, signal: AbortSignal): Promise<File> {
  const url = new URL(address, document.baseURI);
  const response = await fetch(url, { signal }).catch((error: Error) => {
    signal.throwIfAborted();
    throw new Error(`src: expected a file at ${url.href}, got none (${error.message})`);
  });
  if (!response.ok) throw new Error(`src: expected a file at ${url.href}, got status ${response.status}`);
  const name = decodeURIComponent(url.pathname.slice(url.pathname.lastIndexOf("/") + 1));
  return new File([await response.blob()], name);
}
