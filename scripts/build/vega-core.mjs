// src/draw/vega-core.ts and what it needs of Vega → build/generated/vega-core.js: a module of its own, without the parts of Vega that frames
// never come to. Where it was bundled with the page, it would share modules with the charts of users, and bring what only those need.
import { readFile } from "node:fs/promises";
import { build } from "esbuild";
import { constructedNames, definitionOf, exportedNames, importedNames, inheritanceOf, statementsOf } from "./module-parts.mjs";

const SOURCE = "src/draw/vega-core.ts";

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

/** Packages of which frames need some transforms. */
const TRANSFORM_PACKAGES = ["vega-transforms", "vega-view-transforms", "vega-encode"];

/** What stands for their exports where modules call them while they are loaded: a function that gives itself, without content. */
const HOLLOW_HEAD = "const none = () => none;\nnone.functions = {};\n";

/** The names that vega-core.ts imports, by package. */
async function importsOf(source) {
  const imports = importedNames(statementsOf(await readFile(source, "utf8"), source));
  for (const name of TRANSFORM_PACKAGES) {
    if (!imports.get(name)?.length) throw new Error(`${source}: expected imports of names from ${name}, got none`);
  }
  return imports;
}

/**
 * A package of transforms without those that are not wanted, and without definitions, which only the parser reads: bundlers leave both in, for each is a
 * statement that does something.
 */
function withoutTransforms(code, name, wanted) {
  const statements = statementsOf(code, name);
  const exported = exportedNames(statements);
  const missing = wanted.filter((one) => !exported.some(({ name }) => name === one));
  if (missing.length > 0) throw new Error(`${SOURCE}: expected transforms of ${name}, got ${missing.join(", ")}`);
  // Some transforms are parts of others.
  const inherited = statements.map(inheritanceOf).filter(Boolean);
  const parts = new Set([...constructedNames(statements), ...inherited.map(({ base }) => base)]);
  const unwanted = new Set(
    exported.filter(({ name, local }) => !wanted.includes(name) && !parts.has(local)).map(({ local }) => local),
  );
  const cut = statements.filter((one) => definitionOf(one) || unwanted.has(inheritanceOf(one)?.name));
  if (cut.length === 0 || unwanted.size === 0) {
    throw new Error(`${name}: expected transforms and definitions to leave out, got none: Vega writes them in another way now`);
  }
  let text = code;
  for (const statement of cut.reverse()) text = text.slice(0, statement.getStart()) + text.slice(statement.end);
  return text;
}

const trimmed = (imports) => ({
  name: "trimmed",
  setup({ onStart, onResolve, onLoad, onEnd, resolve }) {
    /** The packages of transforms by the files that the bundle takes them from. */
    const files = new Map();
    const seen = new Set();
    onStart(async () => {
      for (const name of TRANSFORM_PACKAGES) {
        const { path } = await resolve(name, { kind: "import-statement", resolveDir: process.cwd() });
        files.set(path, name);
      }
    });
    onResolve({ filter: new RegExp(`^(${HOLLOW.join("|")})$`) }, ({ path }) => ({ path, namespace: "hollow" }));
    onLoad({ filter: /./, namespace: "hollow" }, async ({ path }) => {
      seen.add(path);
      const names = Object.keys(await import(path)).filter((name) => name !== "default");
      return { contents: `${HOLLOW_HEAD}export { ${names.map((name) => `none as ${name}`).join(", ")} };` };
    });
    onLoad({ filter: /\.js$/ }, async ({ path }) => {
      const name = files.get(path);
      if (name === undefined) return undefined;
      seen.add(name);
      return { contents: withoutTransforms(await readFile(path, "utf8"), name, imports.get(name)) };
    });
    onEnd(() => {
      const missed = [...TRANSFORM_PACKAGES, ...HOLLOW].filter((name) => !seen.has(name));
      return { errors: missed.map((name) => ({ text: `${name}: expected the bundle to import it, got a bundle without it` })) };
    });
  },
});

/** Throws where frames need a transform that vega-core.ts leaves out, for Vega would only draw less. */
function checkTransforms(types, imports) {
  const known = new Set([...imports.values()].flat().concat("operator"));
  const missing = [...types].filter((type) => !known.has(type));
  if (missing.length > 0) throw new Error(`${SOURCE}: the frames need ${missing.join(", ")} too`);
}

/** `types` are those of the operators that the frames have. Resolves with the files that were read, and with esbuild's metafile. */
export async function buildVegaCore(types) {
  const imports = await importsOf(SOURCE);
  checkTransforms(types, imports);
  const { metafile } = await build({
    entryPoints: [SOURCE],
    outfile: "build/generated/vega-core.js",
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
  // Modules that stand for hollow packages are no files.
  return { inputs: Object.keys(metafile.inputs).filter((path) => !path.startsWith("hollow:")), metafile };
}
