import { readFile } from "node:fs/promises";
import path from "node:path";
import { pdfViewerFile } from "@/lib/domain/pdf-viewer-files";

/** A worker goes by the policy of its own file: it may fetch what belongs to the viewer from here, and compile that. */
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/** A file of the PDF viewer. Public, as is every script of ours. */
export async function pdfViewerAnswer(names: readonly string[]): Promise<Response> {
  const found = pdfViewerFile(names);
  const bytes =
    found && (await readFile(path.join(process.cwd(), "node_modules/pdfjs-dist", found.file)).catch(() => null));
  if (!bytes) return new Response("No such file.\n", { status: 404, headers: { "content-type": "text/plain" } });
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": found.mediaType,
      "content-security-policy": policy,
      "cache-control": "public, max-age=31536000, immutable",
    },
  });
}
