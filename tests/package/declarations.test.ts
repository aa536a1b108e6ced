import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exports as entries } from "../../package.json";

const DOORS = [
  [entries["."].types, "src/index.ts"],
  [entries["./tooltip"].types, "web/tooltip/index.ts"],
  [entries["./viewer"].types, "web/element/ndpeek-viewer.ts"],
] as const;

const BASE: ts.CompilerOptions = {
  noEmit: true,
  strict: true,
  skipLibCheck: false,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
};
const WITH_DOM = ["lib.es2022.d.ts", "lib.dom.d.ts"];
const WITHOUT_DOM = ["lib.es2022.d.ts"];

/** The names that a module exports, types among them, with their doc comments. */
function documented(program: ts.Program, path: string): Record<string, string> {
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(path)!)!;
  const textOf = (symbol: ts.Symbol): string => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const tags = target.getJsDocTags(checker).map(({ name, text }) => `@${name} ${ts.displayPartsToString(text)}`);
    return [ts.displayPartsToString(target.getDocumentationComment(checker)), ...tags].join("\n");
  };
  return Object.fromEntries(checker.getExportsOfModule(module).map((symbol) => [symbol.name, textOf(symbol)]));
}

const root = resolve(".");
const isOurs = ({ fileName }: ts.SourceFile) => resolve(fileName).startsWith(join(root, "dist"));

describe("the package's declarations", () => {
  const built = ts.createProgram(
    DOORS.map(([path]) => resolve(path)),
    { ...BASE, lib: WITH_DOM },
  );

  it("are one file a door, what doors share, and no more", () => {
    const files = readdirSync("dist", { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".d.ts"));
    const doors = DOORS.map(([path]) => path.replace("./dist/", ""));
    const reached = built.getSourceFiles().filter(isOurs);
    expect(files).toEqual(expect.arrayContaining(doors));
    expect(reached).toHaveLength(files.length);
    expect(files.length).toBeLessThanOrEqual(6);
  });

  it("have the names and the doc comments of the sources", () => {
    const { config } = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, root);
    const sources = ts.createProgram(
      DOORS.map(([, path]) => resolve(path)),
      options,
    );
    for (const [path, source] of DOORS) {
      const expected = documented(sources, resolve(source));
      expect(Object.keys(expected).length).toBeGreaterThan(0);
      expect(documented(built, resolve(path))).toEqual(expected);
    }
  });
});

describe("a program that checks the package's declarations too compiles", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "ndpeek-types-"));
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(root, join(folder, "node_modules/ndpeek"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function errorsOf(text: string, lib: string[]): string[] {
    const path = join(folder, "consumer.ts");
    writeFileSync(path, text);
    const program = ts.createProgram([path], { ...BASE, lib });
    expect(program.getSourceFiles().some(isOurs)).toBe(true);
    return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  }

  const LIBRARY = `
import { generateBlobs, load, type NdArray } from "ndpeek";
export const nd = await load({ module: new Uint8Array(8) });
export const image: NdArray = nd.gaussianFilter({ data: new Float64Array(4), shape: [2, 2] }, 1);
export const set = await generateBlobs({ rows: 3, seed: [1, 2n] });
// @ts-expect-error: no such option
generateBlobs({ row: 3 });
`;

  it("without the DOM, as for Node alone", () => {
    expect(errorsOf(LIBRARY, WITHOUT_DOM)).toEqual([]);
  });

  it("with the DOM, whose types are the real ones", () => {
    const page = `${LIBRARY}
import { tooltipHandler } from "ndpeek/tooltip";
import { NdpeekViewer } from "ndpeek/viewer";
export const element: HTMLElement = new NdpeekViewer();
export const tooltip = tooltipHandler({ pictures: () => [] });
await generateBlobs({ signal: new AbortController().signal });
await load({ module: new URL("./kernels.wasm", "https://example.com") });
// @ts-expect-error: no signal
await generateBlobs({ signal: {} });
`;
    expect(errorsOf(page, WITH_DOM)).toEqual([]);
  });
});
