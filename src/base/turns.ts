const turns = new WeakMap<object, Promise<unknown>>();

/** Runs `work` when all that came before it for the same `key` is done, whether well or not. */
export function inTurn<T>(key: object, work: () => Promise<T>): Promise<T> {
  const turn = (turns.get(key) ?? Promise.resolve()).then(work);
  turns.set(
    key,
    turn.catch(() => {}),
  );
  return turn;
}
