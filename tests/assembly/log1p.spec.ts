import { log1p } from "../../assembly/log1p";

/** Arguments and results of glibc 2.36's log1p, in bits: every branch that -1 < x <= 0 can take. */
const CASES: u64[] = [
  0xbc30000000000000, 0xbc30000000000000,
  0xbd70000000000000, 0xbd70000000000800,
  0xbe7ad7f29abcaf48, 0xbe7ad7f2b1414ae8,
  0xbf847ae147ae147b, 0xbf8495453e6fd4b7,
  0xbfd0000000000000, 0xbfd269621134db92,
  0xbfd2bec333018866, 0xbfd62e42fefa39ee,
  0xbfd3333333333333, 0xbfd6d3c324e13f4e,
  0xbfe0000000000000, 0xbfe62e42fefa39ef,
  0xbfe8000000000000, 0xbff62e42fefa39ef,
  0xbfeccccccccccccd, 0xc0026bb1bbb55516,
  0xbfeffffde7210be9, 0xc02ba18a998fc064,
  0xbfefffffffffffff, 0xc0425e4f7b2737fa,
  0xbfdffffff543388f, 0xbfe62e42f43d7280,
  0x8000000000000000, 0x8000000000000000,
];

describe("log1p", () => {
  test("agrees with glibc bit for bit", () => {
    for (let i = 0; i < CASES.length; i += 2) {
      expect(reinterpret<u64>(log1p(reinterpret<f64>(CASES[i])))).toBe(CASES[i + 1]);
    }
  });
});
