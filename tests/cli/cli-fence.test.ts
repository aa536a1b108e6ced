import { relative, resolve } from "node:path";
import { build } from "esbuild";
import ts from "typescript";
import { expect, test } from "vitest";

/** TypeScript's words for a name that nothing declares. */
const UNKNOWN_NAME: ReadonlySet<number> = new Set([2304, 2552, 2584]);

test("what the command draws with, src/draw/, names nothing that only a page has, by TypeScript without the DOM's types", async () => {
  const { metafile } = await build({
    entryPoints: ["cli/main.ts"],
    outdir: "dist",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    packages: "external",
    metafile: true,
    write: false,
  });
  const files = Object.keys(metafile.inputs).filter((file) => file.startsWith("src/draw/") && file.endsWith(".ts"));
  expect(files).toContain("src/draw/frame-view.ts");

  const { options } = ts.convertCompilerOptionsFromJson({ module: "ESNext", moduleResolution: "Bundler", target: "ES2022" }, ".");
  const program = ts.createProgram(files, {
    ...options,
    lib: ["lib.es2023.d.ts"],
    types: ["node"],
    skipLibCheck: true,
    noEmit: true,
    allowImportingTsExtensions: true,
  });
  const unknown = files
    .flatMap((file) => program.getSemanticDiagnostics(program.getSourceFile(resolve(file))))
    .filter(({ code }) => UNKNOWN_NAME.has(code))
    .map(({ file, messageText }) => `${relative(".", file!.fileName)}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
  expect(unknown).toEqual([]);
});
