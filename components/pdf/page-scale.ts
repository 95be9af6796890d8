/** Pixels of a canvas beyond which browsers refuse it or a phone runs out of memory. */
const mostPixels = 16_000_000;
const longestSide = 8_192;

/** Pixels of the canvas for each CSS pixel of a page: the screen's, less where a page is made to be huge. */
export function pageScale({ width, height }: { width: number; height: number }, devicePixels: number): number {
  const area = Math.sqrt(mostPixels / Math.max(1, width * height));
  return Math.min(Math.max(1, devicePixels), area, longestSide / Math.max(1, width, height));
}
