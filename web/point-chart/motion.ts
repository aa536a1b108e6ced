/** Moves points from where they are to where they belong. */
export interface Motion {
  /** Starts, or goes on from where the points are now; `step` is called at each frame with the share of the way, 1 at the last. */
  start(step: (share: number) => void): void;
  stop(): void;
}

const MILLISECONDS = 450;

const eased = (t: number): number => (t < 0.5 ? 4 * t ** 3 : 1 - (2 - 2 * t) ** 3 / 2);

export const wantsMotion = (): boolean => !matchMedia("(prefers-reduced-motion: reduce)").matches;

export function motion(): Motion {
  let frame = 0;
  function stop(): void {
    cancelAnimationFrame(frame);
  }
  return {
    stop,
    start(step) {
      stop();
      const begin = performance.now();
      const next = (): void => {
        const t = Math.min(1, (performance.now() - begin) / MILLISECONDS);
        if (t < 1) frame = requestAnimationFrame(next);
        step(eased(t));
      };
      next();
    },
  };
}
