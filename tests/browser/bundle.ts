import { build } from "esbuild";

/** Script and style of a module in web/ that is given as text; the script's exports are the page's `ndpeek`. */
export async function bundle(contents: string): Promise<{ script: string; style: string }> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: "web", loader: "ts" },
    outdir: "build",
    bundle: true,
    write: false,
    format: "iife",
    globalName: "ndpeek",
  });
  const text = (ending: string): string => outputFiles.find(({ path }) => path.endsWith(ending))!.text;
  return { script: text(".js"), style: text(".css") };
}
