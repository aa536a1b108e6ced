/** Texts by key that are made once, as long as no more than so many characters are kept; those that were asked for longest ago go first. */
export function keptTexts(most: number): (key: string, make: () => string) => string {
  const texts = new Map<string, string>();
  let characters = 0;
  return (key, make) => {
    const known = texts.get(key);
    const text = known ?? make();
    // The last one of a map is the one that was set last.
    if (known !== undefined) texts.delete(key);
    else characters += text.length;
    texts.set(key, text);
    for (const [oldest, { length }] of texts) {
      if (characters <= most) break;
      texts.delete(oldest);
      characters -= length;
    }
    return text;
  };
}
