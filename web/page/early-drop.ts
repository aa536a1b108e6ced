/** Holds the files that are dropped before the page can take them: the browser would open them in its place. */
export interface EarlyDrop {
  /** Returns the files so far; those that come from now on are another's. */
  end(): readonly File[];
}

export function earlyDrop(): EarlyDrop {
  const stop = new AbortController();
  const files: File[] = [];
  const hold = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    if (event.type === "drop") files.push(...event.dataTransfer.files);
  };
  addEventListener("dragover", hold, { signal: stop.signal });
  addEventListener("drop", hold, { signal: stop.signal });
  return {
    end() {
      stop.abort();
      return files;
    },
  };
}
