/**
 * Where to go after signing in: only a path on this site. `//host` and `/\host` are other sites to a browser,
 * and control characters hide such starts.
 */
export function nextPath(value: string | string[] | undefined | null): string {
  if (typeof value !== "string" || !value.startsWith("/") || hasControl(value)) return "/";
  if (value.startsWith("//") || value.includes("\\")) return "/";
  try {
    const url = new URL(value, "http://here.invalid");
    // Dots may have climbed to a start that names another host.
    if (url.host !== "here.invalid" || url.pathname.startsWith("//")) return "/";
    return `${url.pathname}${url.search}${url.hash}`;
  } catch {
    return "/";
  }
}

function hasControl(text: string): boolean {
  return [...text].some((character) => character < " " || character === "\u007f");
}
