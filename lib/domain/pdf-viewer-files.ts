/** Of pdfjs-dist. It stands in the addresses, so that browsers may keep each file for ever. */
export const pdfViewerVersion = "6.5.438";

/** Where browsers fetch the viewer from: no other host, and nothing before somebody opens a PDF. */
export const pdfViewerBase = `/pdfjs/${pdfViewerVersion}`;

/** Not the interpreter of scripts that stands beside them. */
const served =
  /^(?:build\/pdf(?:\.worker|\.renderer)?\.min\.mjs|(?:cmaps|standard_fonts|iccs)\/[\w-]{1,60}\.(?:bcmap|pfb|ttf|icc)|wasm\/(?:jbig2|openjpeg|qcms)[\w-]{0,60}\.(?:wasm|js))$/;

const mediaTypes: Readonly<Record<string, string>> = {
  mjs: "text/javascript; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  wasm: "application/wasm",
};

/** The file of the package that `path` (below `/pdfjs/`) asks for, and its media type; null for any other. */
export function pdfViewerFile(path: readonly string[]): { file: string; mediaType: string } | null {
  const [version, ...names] = path;
  const file = names.join("/");
  if (version !== pdfViewerVersion || !served.test(file)) return null;
  const ending = file.slice(file.lastIndexOf(".") + 1);
  return { file, mediaType: mediaTypes[ending] ?? "application/octet-stream" };
}
