import { tooltipHandler } from "../tooltip/index.ts";

export { showChanges, showReport } from "./report-view.ts";

/** Of all reports that the page shows. */
export const tooltip = tooltipHandler();
