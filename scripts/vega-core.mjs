// web/peek-chart/vega-core.ts and what it needs of Vega → web/peek-chart/vega-core.generated.js: a module of its own, without the parts of Vega that frames
// never come to. Where it was bundled with the page, it would share modules with the charts of users, and bring what only those need.
import { readFile } from "node:fs/promises";
import { build } from "esbuild";

const SOURCE = "web/peek-chart/vega-core.ts";

/** Packages of which frames call nothing: maps, colour schemes, statistics, selections, the loader, the parser of expressions. */
const HOLLOW = [
  "d3-ease",
  "d3-geo",
  "d3-scale-chromatic",
  "vega-expression",
  "vega-loader",
  "vega-selections",
  "vega-statistics",
];

/** What stands for their exports where modules call them while they are loaded: a function that gives itself, without content. */
const HOLLOW_HEAD = "const none = () => none;\nnone.functions = {};\n";

/** The names that vega-core.ts imports, by package. */
async function importsOf(source) {
  const found = (await readFile(source, "utf8")).matchAll(/^import \{ ([^}]+) \} from "([^"]+)";$/gm);
  return new Map(Array.from(found, ([, names, from]) => [from, names.split(", ")]));
}

/**
 * A package of transforms without those that are not wanted, and without definitions, which only the parser reads: bundlers leave both in, for each is a
 * statement that does something.
 */
function withoutTransforms(code, wanted) {
  const exported = /^export \{ (.*) \};$/m
    .exec(code)?.[1]
    .split(", ")
    .map((pair) => pair.split(" as "));
  // Some are parts of others.
  const isPart = (local) => new RegExp(`\\bnew ${local}\\(|^inherits\\(\\w+, ${local}\\b`, "m").test(code);
  const unwanted = new Set(exported.filter(([local, name]) => !wanted.includes(name) && !isPart(local)).map(([local]) => local));
  const missing = wanted.filter((name) => !exported.some(([, known]) => known === name));
  if (missing.length > 0) throw new Error(`${SOURCE}: expected transforms of Vega's, got ${missing.join(", ")}`);
  return code
    .replace(/^\w+\.Definition = \{\n[\s\S]*?^\};$/gm, "")
    .replace(/^inherits\((\w+), \w+(?:, \{\n[\s\S]*?^\})?\);$/gm, (statement, name) => (unwanted.has(name) ? "" : statement));
}

const trimmed = (imports) => ({
  name: "trimmed",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^(${HOLLOW.join("|")})$`) }, ({ path }) => ({ path, namespace: "hollow" }));
    onLoad({ filter: /./, namespace: "hollow" }, async ({ path }) => {
      const names = Object.keys(await import(path)).filter((name) => name !== "default");
      return { contents: `${HOLLOW_HEAD}export { ${names.map((name) => `none as ${name}`).join(", ")} };` };
    });
    onLoad({ filter: /vega-(transforms|view-transforms|encode)\/build\/[\w-]+\.js$/ }, async ({ path }) => {
      const from = /(vega-[a-z-]+)\/build/.exec(path)[1];
      return { contents: withoutTransforms(await readFile(path, "utf8"), imports.get(from)) };
    });
  },
});

/** Throws where frames need a transform that vega-core.ts leaves out, for Vega would only draw less. */
function checkTransforms(types, imports) {
  const known = new Set([...imports.values()].flat().concat("operator"));
  const missing = [...types].filter((type) => !known.has(type));
  if (missing.length > 0) throw new Error(`${SOURCE}: the frames need ${missing.join(", ")} too`);
}

/** `types` are those of the operators that the frames have. Gives what esbuild gives. */
export async function buildVegaCore(types) {
  const imports = await importsOf(SOURCE);
  checkTransforms(types, imports);
  return build({
    entryPoints: [SOURCE],
    outfile: "web/peek-chart/vega-core.generated.js",
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    legalComments: "none",
    logLevel: "warning",
    metafile: true,
    plugins: [trimmed(imports)],
  });
}
