// How frames evaluate their expressions: each syntax tree becomes functions once, without eval. Vega's own interpreter walks the tree at every call, and
// has to expect trees of strangers; these are the build's.

interface Node {
  readonly type: string;
  readonly [part: string]: unknown;
}

type Values = Readonly<Record<string, unknown>>;
type Evaluate = (datum: unknown, params: Values, item: unknown) => unknown;
type Fn = (...values: unknown[]) => unknown;
/** Vega's functions, which find scales and formats through `this`. */
type Functions = Readonly<Record<string, Fn>>;
type Item = Record<string, unknown> & { readonly datum?: unknown };

interface Context {
  readonly functions: Functions;
}

const OWN: Readonly<Record<string, Fn>> = {
  abs: Math.abs as Fn,
  ceil: Math.ceil as Fn,
  floor: Math.floor as Fn,
  max: Math.max as Fn,
  round: Math.round as Fn,
  sqrt: Math.sqrt as Fn,
  length: (list) => (list as ArrayLike<unknown>).length,
};

type Operand = number & string;

const BINARY: Readonly<Record<string, (a: Operand, b: Operand) => unknown>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
  ">": (a, b) => a > b,
  "===": (a, b) => a === b,
};

function call(name: string, given: readonly Evaluate[], functions: Functions): Evaluate {
  // Within encodings Vega writes an underscore before functions of scales.
  const known = functions[name] ?? OWN[name] ?? functions[name.slice(1)];
  if (!known) throw new TypeError(`expected a function of Vega's, got ${name}`);
  const [first, second] = given;
  if (given.length === 1) return (datum, params, item) => known.call(functions, first!(datum, params, item));
  if (given.length === 2) {
    return (datum, params, item) => known.call(functions, first!(datum, params, item), second!(datum, params, item));
  }
  return (datum, params, item) =>
    known.apply(
      functions,
      given.map((value) => value(datum, params, item)),
    );
}

function evaluator(node: Node, functions: Functions): Evaluate {
  const part = (name: string): Evaluate => evaluator(node[name] as Node, functions);
  const parts = (name: string): Evaluate[] => (node[name] as Node[]).map((inner) => evaluator(inner, functions));
  switch (node.type) {
    case "Literal": {
      const { value } = node;
      return () => value;
    }
    case "Identifier": {
      if (node.name === "datum") return (datum) => datum;
      if (node.name === "item") return (_datum, _params, item) => item;
      const signal = `$${node.name}`;
      return (_, params) => params[signal];
    }
    case "MemberExpression": {
      const object = part("object");
      if (node.computed) {
        const key = part("property");
        return (datum, params, item) => (object(datum, params, item) as Values)[key(datum, params, item) as string];
      }
      const name = (node.property as Node).name as string;
      return (datum, params, item) => (object(datum, params, item) as Values)[name];
    }
    case "CallExpression":
      return call((node.callee as Node).name as string, parts("arguments"), functions);
    case "ArrayExpression": {
      const elements = parts("elements");
      return (datum, params, item) => elements.map((element) => element(datum, params, item));
    }
    case "ObjectExpression": {
      const entries = (node.properties as { key: Node; value: Node }[]).map(
        ({ key, value }) => [(key.name ?? key.value) as string, evaluator(value, functions)] as const,
      );
      return (datum, params, item) => Object.fromEntries(entries.map(([key, value]) => [key, value(datum, params, item)]));
    }
    case "UnaryExpression": {
      if (node.operator !== "-") break;
      const argument = part("argument");
      return (datum, params, item) => -(argument(datum, params, item) as number);
    }
    case "BinaryExpression": {
      const operate = BINARY[node.operator as string];
      if (!operate) break;
      const [left, right] = [part("left"), part("right")];
      return (datum, params, item) => operate(left(datum, params, item) as Operand, right(datum, params, item) as Operand);
    }
    case "ConditionalExpression": {
      const [test, yes, no] = [part("test"), part("consequent"), part("alternate")];
      return (datum, params, item) => (test(datum, params, item) ? yes : no)(datum, params, item);
    }
  }
  throw new TypeError(`expected an expression of the frames, got ${node.type} ${node.operator ?? ""}`);
}

/** An item has a place and a size where its encoding has two ends; those of a rectangle may be the wrong way round. */
function span(item: Item, from: "x" | "y", to: "x2" | "y2", size: "width" | "height", hasFrom: boolean, turns: boolean): void {
  const extent = (item[size] as number | undefined) ?? 0;
  const [start, end] = [hasFrom ? (item[from] as number) : (item[to] as number) - extent, item[to] as number];
  const isTurned = hasFrom && turns && start > end;
  item[from] = isTurned ? end : start;
  if (!hasFrom) return;
  if (isTurned) item[to] = start;
  item[size] = isTurned ? start - end : end - start;
}

interface Encoding {
  readonly marktype: string;
  readonly channels: Readonly<Record<string, { readonly ast: Node }>>;
}

const TURNING = new Set(["group", "image", "rect"]);

/** For a View's option `expr`. Frames have no expressions of events. */
export const frameExpressions = {
  operator({ functions }: Context, { ast }: { ast: Node }) {
    const value = evaluator(ast, functions);
    return (params: Values) => value(undefined, params, undefined);
  },
  parameter({ functions }: Context, { ast }: { ast: Node }) {
    const value = evaluator(ast, functions);
    return (datum: unknown, params: Values) => value(datum, params, undefined);
  },
  encode({ functions }: Context, { marktype, channels }: Encoding) {
    const values = Object.entries(channels).map(([name, { ast }]) => [name, evaluator(ast, functions)] as const);
    const turns = TURNING.has(marktype);
    return (item: Item, params: Values): boolean => {
      let isModified = false;
      for (const [name, value] of values) {
        const next = value(item.datum, params, item);
        if (item[name] === next) continue;
        item[name] = next;
        isModified = true;
      }
      if (marktype !== "rule") {
        if (channels.x2) span(item, "x", "x2", "width", "x" in channels, turns);
        if (channels.y2) span(item, "y", "y2", "height", "y" in channels, turns);
      }
      return isModified;
    };
  },
};
