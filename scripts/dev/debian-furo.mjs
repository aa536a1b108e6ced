// Debian ships furo's script as the module that upstream bundles, but pages load it as a classic script; and its style asks for a path of Debian's
// web server. This does in a built site what upstream's build does, so that its pages are those of any other furo.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const SHARED = /@import url\(\/(javascript\/[\w./-]+\.css)\);/;

export async function finishFuro(pages) {
  const script = join(pages, "_static/scripts/furo.js");
  if (/^import /m.test(await readFile(script, "utf8"))) {
    await build({
      entryPoints: [script],
      outfile: script,
      allowOverwrite: true,
      bundle: true,
      format: "iife",
      logLevel: "warning",
    });
  }
  const style = join(pages, "_static/styles/furo.css");
  const css = await readFile(style, "utf8");
  const [line, path] = SHARED.exec(css) ?? [];
  if (path) await writeFile(style, css.replace(line, await readFile(join("/usr/share", path), "utf8")));
}
