/** The call's argument, and who waits for what becomes of it. */
interface Waiting<A, R> {
  readonly argument: A;
  resolve(result: Promise<R>): void;
  reject(reason: unknown): void;
}

/**
 * The same work, done once at a time; of the calls that come meanwhile only the latest is done, and the others reject with an AbortError. Where a
 * slider moves faster than the work, no queue grows behind it.
 */
export function latest<A, R>(work: (argument: A) => Promise<R>): (argument: A) => Promise<R> {
  let isBusy = false;
  let waiting: Waiting<A, R> | undefined;
  const start = (argument: A): Promise<R> => {
    isBusy = true;
    const running = work(argument);
    const next = (): void => {
      isBusy = false;
      const then = waiting;
      waiting = undefined;
      then?.resolve(start(then.argument));
    };
    running.then(next, next);
    return running;
  };
  return (argument) => {
    if (!isBusy) return start(argument);
    waiting?.reject(new DOMException("a later call has come", "AbortError"));
    return new Promise((resolve, reject) => {
      waiting = { argument, resolve, reject };
    });
  };
}
