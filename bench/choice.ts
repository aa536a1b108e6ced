import { nearest } from "../src/base/checks.ts";
import { type BenchCase, CASES, type Dtype, type Host, KERNELS, type Kernel } from "./cases.ts";

/** The wishes that are lists with commas. */
export const WISHED_LISTS = ["kernels", "sizes", "sigmas", "dtypes"] as const;

/** Which cases, as text flags and URL parameters have it; each is a list with commas; absent means all. */
export interface Wishes {
  /** Kernels, names of cases, or their beginnings. */
  readonly kernels?: string | undefined;
  readonly sizes?: string | undefined;
  readonly sigmas?: string | undefined;
  readonly dtypes?: string | undefined;
  readonly full?: boolean;
  readonly host: Host;
}

/** The cases that run there. */
const casesOf = (host: Host): readonly BenchCase[] => CASES.filter((one) => one.host === undefined || one.host === host);

/** The kernels whose cases run there. */
export const kernelsOf = (host: Host): Kernel[] => KERNELS.filter((kernel) => casesOf(host).some((one) => one.kernel === kernel));

const listOf = (text: string): string[] => text.split(",").map((wish) => wish.trim());

/** The words of a list that are known; throws a RangeError with the nearest where one is not. */
export function knownWords(name: string, text: string, known: readonly string[]): string[] {
  const wanted = listOf(text);
  const unknown = wanted.find((wish) => !known.includes(wish));
  if (unknown === undefined) return wanted;
  const hint = nearest(unknown, known);
  throw new RangeError(`${name}: expected some of ${known.join(", ")}, got ${JSON.stringify(unknown)}${hint}`);
}

/** A test of a case by a property that it may lack; cases without it pass where other cases have what is wished. */
function byProperty(name: keyof Wishes, text: string | undefined, read: (one: BenchCase) => string | undefined) {
  if (text === undefined) return () => true;
  const known = [...new Set(CASES.map(read).filter((value) => value !== undefined))];
  const wanted = knownWords(name, text, known);
  return (one: BenchCase): boolean => wanted.includes(read(one) ?? "");
}

const ofKernel = (wish: string, { kernel, name }: BenchCase): boolean =>
  wish === kernel || wish === name || name.startsWith(`${wish}-`);

function byKernel(text: string | undefined, host: Host): (one: BenchCase) => boolean {
  if (text === undefined) return () => true;
  const wanted = listOf(text);
  const known = casesOf(host);
  const unknown = wanted.find((wish) => !known.some((one) => ofKernel(wish, one)));
  if (unknown !== undefined) {
    const hint = nearest(unknown, [...kernelsOf(host), ...known.map(({ name }) => name)]);
    throw new RangeError(
      `kernels: expected ${kernelsOf(host).join(", ")}, or a case such as ${CASES[0]!.name}, got ${JSON.stringify(unknown)}${hint}`,
    );
  }
  return (one) => wanted.some((wish) => ofKernel(wish, one));
}

/** The cases that are wished for, in their order. Throws a RangeError that names the wish where one is unknown or nothing has them all. */
export function chooseCases({ kernels, sizes, sigmas, dtypes, full = false, host }: Wishes): BenchCase[] {
  const tests = [
    byKernel(kernels, host),
    byProperty("sizes", sizes, (one) => ("width" in one ? String(one.width) : undefined)),
    byProperty("sigmas", sigmas, (one) => ("sigma" in one ? String(one.sigma) : undefined)),
    byProperty("dtypes", dtypes, (one): Dtype | undefined => ("dtype" in one ? one.dtype : undefined)),
  ];
  const chosen = casesOf(host).filter((one) => tests.every((passes) => passes(one)));
  if (chosen.length === 0) throw new RangeError("kernels: expected a choice that some case has, got none");
  // Who names a case, or a point of the grid, means it, also where only full runs have it.
  const onGrid = sizes !== undefined || sigmas !== undefined || dtypes !== undefined;
  const names = listOf(kernels ?? "");
  const usual = chosen.filter((one) => full || onGrid || !one.full || names.includes(one.name));
  return usual.length > 0 ? usual : chosen;
}
