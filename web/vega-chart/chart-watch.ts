import { type Loader, type LoggerInterface, logger, Warn } from "vega";
import { show } from "../../src/base/checks.ts";

/** Vega's loader and logger for one drawing. What Vega only logs, and goes on without, fails the drawing. */
export interface ChartWatch {
  readonly loader: Loader;
  readonly logger: LoggerInterface;
  /** Throws the first error that came up; those that come later go to the console. */
  settle(): void;
}

export function watchChart(): ChartWatch {
  const errors: Error[] = [];
  let settled = false;
  const refuse = async (url: unknown): Promise<never> => {
    const error = new Error(`this page loads nothing from the network: ${show(url)}`);
    errors.push(error);
    throw error;
  };
  const log = logger(Warn);
  const { error: print } = log;
  const words = (parts: readonly unknown[]): string =>
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join(" ");
  log.error = (...parts) => {
    if (settled) print.apply(log, parts);
    else errors.push(new Error(words(parts)));
    return log;
  };
  return {
    loader: { options: {}, load: refuse, sanitize: refuse, http: refuse, file: refuse } as unknown as Loader,
    logger: log,
    settle() {
      settled = true;
      if (errors[0]) throw errors[0];
    },
  };
}
