import { readFile } from "node:fs/promises";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { compile } from "../../src/kernels/source.ts";

/** Exports that TypeScript does not call, and why the module has them all the same. */
const HOT_LOOP = "a hot loop that the optimizer leaves a function of its own because it is exported";
const UNDECLARED: Readonly<Record<string, string>> = {
  symmetricStrip: HOT_LOOP,
  symmetricStrip32: HOT_LOOP,
  symmetricTurned: HOT_LOOP,
  symmetricTurned32: HOT_LOOP,
  symmetricRow: HOT_LOOP,
  symmetricRow32: HOT_LOOP,
  uniformStrip: HOT_LOOP,
  slideRow: HOT_LOOP,
  uniformEightRows: HOT_LOOP,
  outsideLayer: "a rare path that would take registers from the hot loops that call it if it were folded into them",
};

/** What JavaScript gives for each parameter, and gets. */
interface Signature {
  readonly parameters: readonly string[];
  readonly result: string;
}

const WAT_KINDS: Readonly<Record<string, string>> = { i32: "number", f32: "number", f64: "number", i64: "bigint" };
const DECLARED_KINDS: Readonly<Record<string, string>> = {
  Address: "number",
  number: "number",
  boolean: "number",
  bigint: "bigint",
  void: "nothing",
};

function kindIn(kinds: Readonly<Record<string, string>>, type: string): string {
  const kind = kinds[type];
  if (kind === undefined) throw new Error(`expected one of ${Object.keys(kinds)}, got ${type}`);
  return kind;
}

/** What src/kernels/exports.ts says of each function. */
async function declaredFunctions(): Promise<Map<string, Signature>> {
  const file = "src/kernels/exports.ts";
  const { statements } = ts.createSourceFile(file, await readFile(file, "utf8"), ts.ScriptTarget.Latest, true);
  const aliases = new Map(statements.filter(ts.isTypeAliasDeclaration).map(({ name, type }) => [name.text, type]));
  const { members } = statements.filter(ts.isInterfaceDeclaration).find(({ name }) => name.text === "KernelExports")!;
  const functions = new Map<string, Signature>();
  for (const member of members) {
    const type = ts.isPropertySignature(member) ? aliases.get(member.type!.getText()) : member;
    if (type === undefined || !(ts.isMethodSignature(type) || ts.isFunctionTypeNode(type))) continue;
    functions.set(member.name!.getText(), {
      parameters: type.parameters.map((parameter) => kindIn(DECLARED_KINDS, parameter.type!.getText())),
      result: kindIn(DECLARED_KINDS, type.type!.getText()),
    });
  }
  return functions;
}

/** The signatures of what is exported, from the compiler's text of the module. */
async function compiledFunctions(): Promise<Map<string, Signature>> {
  const wat = await readFile("build/kernels.wat", "utf8");
  const signatures = new Map<string, Signature>();
  for (const [, name, rest] of wat.matchAll(/^ \(func (\$\S+)((?: \((?:param|result) [^)]*\))*)/gm)) {
    const types = Array.from(rest!.matchAll(/\((param|result) (?:\$\S+ )?([^)]*)\)/g));
    signatures.set(name!, {
      parameters: types.filter(([, role]) => role === "param").map(([, , type]) => kindIn(WAT_KINDS, type!)),
      result: types.flatMap(([, role, type]) => (role === "result" ? kindIn(WAT_KINDS, type!) : []))[0] ?? "nothing",
    });
  }
  const exported = Array.from(wat.matchAll(/^ \(export "([^"]*)" \(func (\$\S+)\)\)/gm));
  return new Map(exported.map(([, name, target]) => [name!, signatures.get(target!)!]));
}

describe("src/kernels/exports.ts and the compiled module", () => {
  let declared: Map<string, Signature>;
  let module: WebAssembly.Module;
  beforeAll(async () => {
    declared = await declaredFunctions();
    module = await compile();
  });

  const exportsOf = (kind: string): string[] =>
    WebAssembly.Module.exports(module)
      .filter((one) => one.kind === kind)
      .map(({ name }) => name);

  it("name the same functions, except those that are exported for a reason of their own", () => {
    expect(declared.size).toBeGreaterThan(40);
    expect(exportsOf("function").toSorted()).toEqual([...declared.keys(), ...Object.keys(UNDECLARED)].toSorted());
  });

  it("have a memory besides, and no import", () => {
    expect(WebAssembly.Module.exports(module).filter(({ kind }) => kind !== "function")).toEqual([
      { name: "memory", kind: "memory" },
    ]);
    expect(WebAssembly.Module.imports(module)).toEqual([]);
  });

  it("agree on how many parameters each function has", () => {
    const { exports } = new WebAssembly.Instance(module, {});
    const compiled = Object.fromEntries([...declared.keys()].map((name) => [name, (exports[name] as () => void)?.length]));
    expect(compiled).toEqual(Object.fromEntries(Array.from(declared, ([name, { parameters }]) => [name, parameters.length])));
  });

  it("agree on which parameters are a bigint, and on which functions have a result", async () => {
    const compiled = await compiledFunctions();
    const same = Array.from(declared.keys(), (name) => [name, compiled.get(name)] as const);
    expect(Object.fromEntries(same)).toEqual(Object.fromEntries(declared));
  });
});
