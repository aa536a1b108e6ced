/** What of a viewer can be wrong by itself. */
export type Concern = "attributes" | "metric" | "threshold" | "rows" | "chart";

/** What is wrong now, said until it is in order. */
export interface Complaints {
  say(about: Concern, text: string): void;
  settle(...about: readonly Concern[]): void;
}

/** `show` is given all that there is to say, a line each; an empty text when there is nothing. */
export function complaints(show: (text: string) => void): Complaints {
  const said = new Map<Concern, string>();
  const tell = (): void => show([...new Set(said.values())].join("\n"));
  return {
    say(about, text) {
      said.set(about, text);
      tell();
    },
    settle(...about) {
      const had = about.filter((one) => said.delete(one));
      if (had.length > 0) tell();
    },
  };
}
