/** What a stack is called: its file's name, without folders and ending. */
export const stackName = (path: string): string => path.replace(/^.*\//s, "").replace(/\.npy$/i, "");

/** The names of several files' stacks, each once: the second `cells` is `cells_2`. */
export function stackNames(paths: readonly string[]): string[] {
  const names = new Set<string>();
  return paths.map((path) => {
    const stem = stackName(path);
    let name = stem;
    for (let i = 2; names.has(name); i++) name = `${stem}_${i}`;
    names.add(name);
    return name;
  });
}
