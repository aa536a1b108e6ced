/** The media types of what is written to files, blobs and script elements (RFC 6838). */
export const MEDIA_TYPES = {
  csv: "text/csv",
  html: "text/html",
  javascript: "text/javascript",
  json: "application/json",
  plain: "text/plain",
  png: "image/png",
  svg: "image/svg+xml",
  zip: "application/zip",
} as const;

/** What a PNG's data URI begins with; the file in base64 follows. */
export const PNG_URI_PREFIX = `data:${MEDIA_TYPES.png};base64,` as const;
