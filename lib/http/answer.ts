/** JSON with a status of its own, where an operation has a second good answer. */
export function answerJson(value: unknown, status = 200): Response {
  return Response.json(value, { status, headers: { "cache-control": "no-store" } });
}

/** JSON that is text already, as a string or in UTF-8. */
export function answerJsonText(text: string | Uint8Array<ArrayBuffer>): Response {
  return new Response(text, { headers: { "content-type": "application/json", "cache-control": "no-store" } });
}

/** True when the caller prefers Markdown to JSON. */
export function wantsMarkdown(request: Request): boolean {
  return wantedForm(request) === "markdown";
}

/** Which form of a document the caller names first; JSON when none. */
export function wantedForm(request: Request): "markdown" | "yaml" | "json" {
  const accept = request.headers.get("accept") ?? "";
  const first = /text\/markdown|(?:application|text)\/(?:x-)?yaml|application\/json|\*\/\*/.exec(accept)?.[0] ?? "";
  return first === "text/markdown" ? "markdown" : first.endsWith("yaml") ? "yaml" : "json";
}

/** Markdown as a file: shown by programs, never rendered by a browser. */
export function answerMarkdown(markdown: string, title: string): Response {
  return answerText(markdown, `${title}.md`, "text/markdown");
}

/** Text as a file of this name and media type. */
export function answerText(text: string, name: string, type: string): Response {
  return new Response(text, {
    headers: {
      "content-type": `${type}; charset=utf-8`,
      "content-disposition": attachment(name),
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      vary: "accept",
    },
  });
}

/** A Content-Disposition that survives any title: an ASCII name for old clients, the real one beside it. */
export function attachment(name: string): string {
  const safe =
    name
      .toWellFormed()
      .replace(/[\p{Cc}\p{Cf}/\\]+/gu, " ")
      .trim()
      .slice(0, 120) || "file";
  const ascii = safe.replace(/[^\x20-\x7e]|["%]/g, "_");
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
