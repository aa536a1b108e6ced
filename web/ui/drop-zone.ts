import { element } from "./elements.ts";

export interface DropZoneOptions {
  /** What the page says while files are held over it. */
  readonly says: string;
  readonly onFiles: (files: readonly File[]) => void;
}

export interface DropZone {
  finalize(): void;
}

const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes("Files") ?? false;

/** Takes files that are dropped anywhere on the page, and says so over all of it while they are held there. */
export function dropZone({ says, onFiles }: DropZoneOptions): DropZone {
  const stop = new AbortController();
  const { signal } = stop;
  // Who drags a file sees it; who does not has the button.
  const cover = element("div", "ndpeek-drop");
  cover.setAttribute("aria-hidden", "true");
  cover.hidden = true;
  cover.append(element("p", "ndpeek-drop-text", says));
  document.body.append(cover);

  const over = (event: DragEvent): void => {
    if (!holdsFiles(event)) return;
    // Or the browser would open the file in place of the page.
    event.preventDefault();
    event.dataTransfer!.dropEffect = "copy";
    cover.hidden = false;
  };
  addEventListener("dragenter", over, { signal });
  addEventListener("dragover", over, { signal });
  addEventListener(
    "dragleave",
    (event) => {
      if (event.relatedTarget === null) cover.hidden = true;
    },
    { signal },
  );
  addEventListener(
    "drop",
    (event) => {
      cover.hidden = true;
      if (!holdsFiles(event)) return;
      event.preventDefault();
      onFiles([...event.dataTransfer!.files]);
    },
    { signal },
  );
  return {
    finalize() {
      stop.abort();
      cover.remove();
    },
  };
}
