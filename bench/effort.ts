/** How long is measured. */
export interface Effort {
  readonly warmSeconds: number;
  readonly roundSeconds: number;
  /** Of a visit's rounds, about; more where these would be fewer than `fewest`. */
  readonly caseSeconds: number;
  readonly fewest: number;
  readonly most: number;
  /** Of each case, where they were asked for: nothing else counts then. */
  readonly rounds?: number;
  /**
   * Of the whole run: one that falls behind takes fewer rounds of the cases that are left, but not fewer than `fewest`; where time is left, cases
   * are visited again.
   */
  readonly totalSeconds: number;
  /** To a case. */
  readonly mostVisits: number;
  /** Of those whose times make no curve, Gaussians that take longer a call are not repeated. */
  readonly callSeconds: number;
}

/** A round is short, for it is the undisturbed ones that count: on a shared machine a neighbour comes and goes within milliseconds. */
const USUAL: Effort = {
  warmSeconds: 0.03,
  roundSeconds: 0.002,
  caseSeconds: 0.6,
  fewest: 3,
  most: 60,
  totalSeconds: 168,
  mostVisits: 4,
  callSeconds: 0.4,
};
/** Browsers' clocks have steps of up to a tenth of a millisecond. */
const COARSE_ROUND_SECONDS = 0.007;

export interface EffortWishes {
  /** Of each case, in one visit. */
  readonly rounds?: number | undefined;
  /** As long as it takes. */
  readonly full?: boolean;
  readonly coarseClock?: boolean;
}

export function effortOf({ rounds, full = false, coarseClock = false }: EffortWishes): Effort {
  return {
    ...USUAL,
    ...(coarseClock && { roundSeconds: COARSE_ROUND_SECONDS }),
    ...((full || rounds !== undefined) && { totalSeconds: Number.POSITIVE_INFINITY }),
    ...(rounds !== undefined && { rounds, mostVisits: 1 }),
  };
}
