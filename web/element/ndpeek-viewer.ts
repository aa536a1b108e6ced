/**
 * The one script of a page with viewers: it defines the element `<ndpeek-viewer>`, and nothing else. What a viewer needs is loaded when one is seen.
 *
 * @module ndpeek/viewer
 */
import { NdpeekViewer } from "./viewer-element.ts";

export { NdpeekViewer };

// Nothing without a document, as when a site is made; and another copy of this script may have come before.
if (globalThis.customElements && !customElements.get("ndpeek-viewer")) customElements.define("ndpeek-viewer", NdpeekViewer);
