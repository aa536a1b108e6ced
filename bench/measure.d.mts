export const sink: { value: number };
export function timeCalls(call: () => number, repeats: number, now?: () => number): number;
export function timePromises(call: () => Promise<number>, repeats: number, now?: () => number): Promise<number>;
export type Round = (repeats: number) => number | Promise<number>;
export function calibrate(round: Round, limits: { roundSeconds: number; warmSeconds: number }): Promise<number>;
export interface Entry {
  name: string;
  repeats: number;
  round: Round;
}
export function interleave(entries: readonly Entry[], rounds: number): Promise<Map<string, number[]>>;
export function median(values: ArrayLike<number>): number;
export function compare(got: ArrayLike<number>, expected: ArrayLike<number>, scale: number): { exact: boolean; error: number };
