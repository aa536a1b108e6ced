/** Copies the text; rejects, with what to do instead, where the browser does not let the page. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch (error) {
    throw new Error("the browser does not let this page copy: please select the text and copy it", { cause: error });
  }
}
