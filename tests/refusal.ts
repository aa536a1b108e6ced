import { expect } from "vitest";

/** An error as it is compared: class and message, the latter of the form `name: expected X, got Y`. */
export interface Refusal {
  kind: string;
  message: string;
}

function refusal(error: unknown): Refusal {
  if (!(error instanceof Error)) throw new Error(`expected an error, got ${String(error)}`);
  return { kind: error.constructor.name, message: error.message };
}

export function thrown(call: () => unknown): Refusal {
  let value: unknown;
  try {
    value = call();
  } catch (error) {
    return refusal(error);
  }
  return refusal(`the value ${String(value)}`);
}

export const rejected = (promise: Promise<unknown>): Promise<Refusal> =>
  promise.then(() => refusal("a fulfilled promise"), refusal);

export const range = (message: RegExp): Refusal => ({ kind: "RangeError", message: expect.stringMatching(message) });
export const type = (message: RegExp): Refusal => ({ kind: "TypeError", message: expect.stringMatching(message) });
