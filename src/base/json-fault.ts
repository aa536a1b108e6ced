/** What may come next within a JSON text. */
type Expected = "value" | "item or ]" | "key" | "key or }" | "colon" | "comma or end" | "nothing";

const SPACE = /[ \t\n\r]*/y;
const SIGN = /[{}[\],:]/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a string of JSON has none.
const STRING = /"(?:[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const PLAIN = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/** Where a text that `JSON.parse` refuses stops being JSON: engines say so in different words, or not at all. */
function faultPlace(text: string): number {
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const open: string[] = [];
  let expected: Expected = "value";
  const afterValue = (): Expected => (open.length > 0 ? "comma or end" : "nothing");
  for (;;) {
    take(SPACE);
    const start = at;
    const isValue = expected === "value" || expected === "item or ]";
    const isKey = expected === "key" || expected === "key or }";
    const sign = take(SIGN);
    if (sign !== undefined) {
      const inner = open.at(-1);
      const mayEnd = expected === "comma or end" || expected === "item or ]" || expected === "key or }";
      if (isValue && (sign === "{" || sign === "[")) {
        open.push(sign);
        expected = sign === "{" ? "key or }" : "item or ]";
      } else if (mayEnd && ((sign === "}" && inner === "{") || (sign === "]" && inner === "["))) {
        open.pop();
        expected = afterValue();
      } else if (sign === ":" && expected === "colon") expected = "value";
      else if (sign === "," && expected === "comma or end") expected = inner === "{" ? "key" : "value";
      else return start;
    } else if (isKey && take(STRING) !== undefined) expected = "colon";
    else if (isValue && (take(STRING) ?? take(PLAIN)) !== undefined) expected = afterValue();
    else return start;
  }
}

/** What stands where the text stops being JSON, and where that is, as in `"oops" at line 3, column 5`. */
export function jsonFault(text: string): string {
  const at = faultPlace(text);
  const lines = text.slice(0, at).split("\n");
  const place = `at line ${lines.length}, column ${lines.at(-1)!.length + 1}`;
  const rest = text.slice(at, at + 20).split("\n", 1)[0]!;
  return at === text.length ? `the end of the file ${place}` : `${JSON.stringify(rest)} ${place}`;
}
