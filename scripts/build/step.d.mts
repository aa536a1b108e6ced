/** Work that is done again only if the content of a file that it has read is another now, or if it failed; see step.mjs. */
export class Step<Result extends { inputs: readonly string[] }> {
  readonly name: string;
  readonly result: Result | undefined;
  constructor(name: string, run: () => Promise<Result>);
  update(): Promise<boolean>;
}
