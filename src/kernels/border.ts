/** How a line goes on past its ends; (a b c d) is the line. The `grid-` names are SciPy's synonyms. */
export type Mode = "reflect" | "constant" | "nearest" | "mirror" | "wrap" | "grid-constant" | "grid-mirror" | "grid-wrap";

/** The codes of assembly/border.ts. */
export const MODE_CODES: Readonly<Record<Mode, number>> = {
  reflect: 2, //         (d c b a | a b c d | d c b a)
  constant: 4, //        (k k k k | a b c d | k k k k), k = cval
  nearest: 0, //         (a a a a | a b c d | d d d d)
  mirror: 3, //          (d c b | a b c d | c b a)
  wrap: 1, //            (a b c d | a b c d | a b c d)
  "grid-constant": 4,
  "grid-mirror": 2,
  "grid-wrap": 1,
};
