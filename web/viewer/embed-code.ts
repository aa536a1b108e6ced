/** How a page has a view within it. */
export type EmbedForm = "iframe";

export interface Embedding {
  /** The viewer's address with the view in its hash. */
  readonly link: string;
  /** What is read out of the frame. */
  readonly title: string;
  /** CSS pixels. Default 720. */
  readonly height?: number;
}

const attributeText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The address of the view with nothing around it. */
export function embedAddress(link: string): string {
  const url = new URL(link);
  url.hash = url.hash === "" ? "embed=1" : `${url.hash.slice(1)}&embed=1`;
  return url.href;
}

const FORMS: Readonly<Record<EmbedForm, (embedding: Required<Embedding>) => string>> = {
  iframe: ({ link, title, height }) => `\
<iframe
  src="${attributeText(embedAddress(link))}"
  title="${attributeText(title)}"
  width="100%"
  height="${height}"
  style="border: 0"
  loading="lazy"
  referrerpolicy="no-referrer"
  allow="clipboard-write"
></iframe>
`,
};

/** HTML that shows the view in another page. */
export const embedCode = (embedding: Embedding, form: EmbedForm = "iframe"): string => FORMS[form]({ height: 720, ...embedding });
