// A peer that runs in this thread: `call` does the work once and returns a number of the result, `output` is what it made last,
// `bits` what is asked of it: "every", "rounding" (the last ones may differ) or "any".
import { compare, timeCalls, timePromises } from "../measure.mjs";

export const local = ({ name, apart = false, bits = "any", call, output, free = () => {} }) => ({
  name,
  apart,
  bits,
  free,
  round: (repeats) => timeCalls(call, repeats),
  check(expected, scale) {
    call();
    return compare(output(), expected, scale);
  },
});

export const localAsync = ({ name, apart = false, bits = "any", call, output, free = () => {} }) => ({
  name,
  apart,
  bits,
  free,
  round: (repeats) => timePromises(call, repeats),
  async check(expected, scale) {
    await call();
    return compare(output(), expected, scale);
  },
});
