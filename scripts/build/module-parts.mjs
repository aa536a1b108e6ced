// What the statements of an ECMAScript module say: read from its syntax tree, so that neither line breaks nor other names hide a statement.
import ts from "typescript";

/** The statements at the top of a module, as TypeScript's parser sees them. */
export const statementsOf = (code, name) => [...ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true).statements];

const namesOf = (elements) => elements.map(({ name, propertyName }) => ({ name: name.text, local: (propertyName ?? name).text }));

/** The names that a module imports, by the module that they come from. */
export function importedNames(statements) {
  const names = new Map();
  for (const statement of statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const bindings = statement.importClause?.namedBindings;
    const found = bindings && ts.isNamedImports(bindings) ? namesOf(bindings.elements).map(({ local }) => local) : [];
    const from = statement.moduleSpecifier.text;
    names.set(from, [...(names.get(from) ?? []), ...found]);
  }
  return names;
}

/** The exports that stand in lists (`export { Aggregate as aggregate }`): the exported name and the name within the module. */
export const exportedNames = (statements) =>
  statements
    .filter((one) => ts.isExportDeclaration(one) && one.exportClause && ts.isNamedExports(one.exportClause))
    .flatMap(({ exportClause }) => namesOf(exportClause.elements));

/** The name `X` of a statement `X.Definition = …`. */
export function definitionOf(statement) {
  const expression = ts.isExpressionStatement(statement) ? statement.expression : undefined;
  if (!expression || !ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken)
    return undefined;
  const { left } = expression;
  if (!ts.isPropertyAccessExpression(left) || left.name.text !== "Definition") return undefined;
  return ts.isIdentifier(left.expression) ? left.expression.text : undefined;
}

/** The class and its base of a statement `inherits(Class, Base, …)`. */
export function inheritanceOf(statement) {
  const call = ts.isExpressionStatement(statement) ? statement.expression : undefined;
  if (!call || !ts.isCallExpression(call) || !ts.isIdentifier(call.expression) || call.expression.text !== "inherits")
    return undefined;
  const [name, base] = call.arguments;
  return { name: name.text, base: base.text };
}

/** The names that a module makes objects of: `new X(…)`, anywhere in it. */
export function constructedNames(statements) {
  const names = new Set();
  const visit = (node) => {
    if (ts.isNewExpression(node) && ts.isIdentifier(node.expression)) names.add(node.expression.text);
    ts.forEachChild(node, visit);
  };
  statements.forEach(visit);
  return names;
}
