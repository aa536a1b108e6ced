import type { BlobSet } from "../../src/blobs/blob-set.ts";
import type { ImageSource } from "../../src/charts/attach/attach.ts";
import type { ThemedParts } from "./element-theme.ts";

/** What the page gives by properties. */
export interface ViewData {
  readonly spec?: object | undefined;
  readonly source?: ImageSource | undefined;
}

/** A viewer's element as what is within it sees it. */
export interface ViewHost extends ThemedParts {
  /** Where the chart is to be. */
  readonly live: HTMLElement;
  readonly data: () => ViewData;
  /** There is something to be seen of the chart. */
  readonly reveal: () => void;
  /** A chart is there. */
  readonly ready: (detail: object) => void;
  /** Something has gone wrong. */
  readonly fail: (error: unknown, message: string) => void;
  /** All that is wrong now; an empty text where that is nothing. */
  readonly say: (text: string) => void;
  /** A point is pinned. */
  readonly select: (detail: object) => void;
}

/** What is within a viewer's element once it is seen. */
export interface ElementView {
  /** Attributes or properties are others. */
  update(): void;
  /** The element is in another place of the page. */
  moved(): void;
  readonly set: BlobSet | undefined;
  svg(): Promise<string>;
  png(scale: number): Promise<Blob>;
  finalize(): void;
}
