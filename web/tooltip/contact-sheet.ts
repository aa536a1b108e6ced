const HEAD =
  /data:image\/svg\+xml,%3Csvg xmlns='http:\/\/www\.w3\.org\/2000\/svg' width='(\d{1,9})' height='(\d{1,9})' viewBox='0 0 \1 \2'%3E/y;
const IMAGE = /%3Cimage x='\d{1,9}' y='\d{1,9}' width='\d{1,9}' height='\d{1,9}' href='/y;
const IMAGE_END = "'/%3E";
const END = "%3C/svg%3E";
const MOST_IMAGES = 100;

/**
 * The addresses of the images of a portable contact sheet, which is an SVG data URI of `<image>` elements and of nothing else; undefined for any
 * other text. The SVG itself is never loaded. It is read piece by piece, each piece from where the one before ended, so that
 * megabytes of something else take no longer than one look.
 */
export function contactSheetImages(text: string): string[] | undefined {
  HEAD.lastIndex = 0;
  if (!HEAD.test(text)) return undefined;
  const images: string[] = [];
  let at = HEAD.lastIndex;
  while (images.length < MOST_IMAGES) {
    IMAGE.lastIndex = at;
    if (!IMAGE.test(text)) break;
    const end = text.indexOf("'", IMAGE.lastIndex);
    if (end < 0 || !text.startsWith(IMAGE_END, end)) return undefined;
    images.push(text.slice(IMAGE.lastIndex, end));
    at = end + IMAGE_END.length;
  }
  return images.length > 0 && at + END.length === text.length && text.endsWith(END) ? images : undefined;
}
