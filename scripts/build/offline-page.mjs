import { createHash } from "node:crypto";

const POLICY = '<meta http-equiv="Content-Security-Policy" content="">';
const STYLE = "<style></style>";
const SCRIPT = '<script type="module"></script>';

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Script text that cannot end or comment out its element; in strings, templates and regular expressions it means the same. */
const closed = (script) => script.replace(/<\/(?=script)/gi, "<\\/").replaceAll("<!--", "\\x3c!--");

function fill(page, hole, offset, content) {
  const at = page.indexOf(hole);
  if (at < 0 || page.indexOf(hole, at + 1) >= 0) throw new Error(`web/offline/offline.html: expected ${hole} once`);
  return page.slice(0, at + offset) + content + page.slice(at + offset);
}

/**
 * The offline page: style and script inside, and a policy that lets these two run, named by their hashes, and nothing else.
 * Its chart's place stays open for src/charts/html.ts.
 */
export function offlinePage({ template, script, style }) {
  const code = closed(script);
  if (/<\/style/i.test(style)) throw new Error("web/offline/offline.css: expected no end tag of style");
  const policy = [
    "default-src 'none'",
    `script-src ${hash(code)} 'wasm-unsafe-eval'`,
    `style-src ${hash(style)}`,
    "img-src data: blob:",
    "worker-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  let page = fill(template, POLICY, POLICY.lastIndexOf('"'), policy);
  page = fill(page, STYLE, STYLE.indexOf("</"), style);
  return fill(page, SCRIPT, SCRIPT.indexOf("</"), code);
}
