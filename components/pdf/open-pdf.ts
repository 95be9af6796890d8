import type { PDFDocumentProxy, PDFPageProxy, RenderTask } from "pdfjs-dist";
import { pdfViewerBase } from "@/lib/domain/pdf-viewer-files";
import { pageScale } from "./page-scale";

type Pdfjs = typeof import("pdfjs-dist");

/** Why a PDF can't be shown; `locked` asks for a password. */
export type PdfFault = "locked" | "broken" | "slow";

export class PdfError extends Error {
  readonly fault: PdfFault;

  constructor(fault: PdfFault) {
    super(fault);
    this.fault = fault;
  }
}

export type OpenPdf = {
  pages: number;
  /** Draws a page (from 1) into `into`, `width` CSS pixels wide at a zoom of 1; says whether it holds text. */
  draw: (page: number, into: HTMLElement, view: { width: number; zoom: number }) => Promise<{ text: boolean }>;
};

/** Whoever takes longer is stopped: a file can be made to keep its reader busy for ever. */
const patienceMs = 20_000;
/** CSS pixels; a page of any shape can be scrolled through. */
const tallest = 20_000;
/** A densely printed page has a few thousand. */
const mostPieces = 20_000;
const largestImage = 50_000_000;

/**
 * Opens a PDF in a worker, which another draws for, until `stop`: nothing of it runs, its fonts and links never reach the
 * page, and what it does to its workers ends with them.
 */
export async function openPdf(data: ArrayBuffer, stop: AbortSignal): Promise<OpenPdf> {
  const pdfjs: Pdfjs = await import(/* turbopackIgnore: true */ `${pdfViewerBase}/build/pdf.min.mjs`);
  pdfjs.GlobalWorkerOptions.rendererSrc = `${pdfViewerBase}/build/pdf.renderer.min.mjs`;
  const port = new Worker(`${pdfViewerBase}/build/pdf.worker.min.mjs`, { type: "module" });
  const worker = pdfjs.PDFWorker.create({ port });
  const loading = pdfjs.getDocument({
    data,
    worker,
    cMapUrl: `${pdfViewerBase}/cmaps/`,
    standardFontDataUrl: `${pdfViewerBase}/standard_fonts/`,
    iccUrl: `${pdfViewerBase}/iccs/`,
    wasmUrl: `${pdfViewerBase}/wasm/`,
    // Glyphs are drawn as outlines: the browser never loads a font that came in evidence.
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    maxImageSize: largestImage,
    verbosity: 0,
  });
  const close = () => {
    void loading.destroy().catch(() => undefined);
    worker.destroy();
    port.terminate();
  };
  // Whoever closes the preview ends what is being read, too.
  stop.addEventListener("abort", close);
  if (stop.aborted) close();
  const failed = new Promise<never>((_, reject) => {
    port.addEventListener("error", () => reject(new PdfError("broken")));
    stop.addEventListener("abort", () => reject(new PdfError("broken")));
  });
  try {
    const document = await inTime(Promise.race([loading.promise, failed]));
    return { pages: document.numPages, draw: drawing(pdfjs, document, close) };
  } catch (error) {
    close();
    throw faultOf(error);
  }
}

/** One page at a time: the next one stops what is still being drawn. */
function drawing(pdfjs: Pdfjs, document: PDFDocumentProxy, close: () => void): OpenPdf["draw"] {
  let task: RenderTask | null = null;
  let turn = 0;
  return async (number, into, { width, zoom }) => {
    turn += 1;
    const mine = turn;
    task?.cancel();
    try {
      const page = await inTime(document.getPage(number));
      // Whoever turns pages quickly has the last one drawn, not all of them.
      if (mine !== turn) return { text: false };
      const units = page.getViewport({ scale: 1 });
      const viewport = page.getViewport({ scale: Math.min((width * zoom) / units.width, tallest / units.height) });
      const scale = pageScale(viewport, window.devicePixelRatio);
      const canvas = window.document.createElement("canvas");
      canvas.width = Math.max(1, Math.floor(viewport.width * scale));
      canvas.height = Math.max(1, Math.floor(viewport.height * scale));
      canvas.setAttribute("aria-hidden", "true");
      task = page.render({ canvas, viewport, transform: [scale, 0, 0, scale, 0, 0], annotationMode: 0 });
      await inTime(task.promise);
      const text = await textOf(pdfjs, page, viewport);
      if (mine !== turn) return { text: false };
      into.style.width = `${viewport.width}px`;
      into.style.height = `${viewport.height}px`;
      into.replaceChildren(canvas, text);
      page.cleanup();
      return { text: text.textContent?.trim() !== "" };
    } catch (error) {
      const fault = faultOf(error);
      if (fault instanceof PdfError && mine === turn) close();
      throw fault;
    }
  };
}

/** The words of a page over their pictures, so that they can be selected, found and read aloud. */
async function textOf(
  pdfjs: Pdfjs,
  page: PDFPageProxy,
  viewport: ReturnType<PDFPageProxy["getViewport"]>,
): Promise<HTMLElement> {
  const container = window.document.createElement("div");
  container.className = "pdf-text";
  container.style.setProperty("--total-scale-factor", String(viewport.scale));
  const words = page.streamTextContent().pipeThrough(atMost(mostPieces));
  const layer = new pdfjs.TextLayer({ textContentSource: words, container, viewport });
  await inTime(layer.render());
  return container;
}

/** Ends a stream of words after so many pieces: each becomes an element, and the page's own thread makes them. */
function atMost(pieces: number): TransformStream<{ items: unknown[] }, { items: unknown[] }> {
  let left = pieces;
  return new TransformStream({
    transform(chunk, controller) {
      controller.enqueue({ ...chunk, items: chunk.items.slice(0, left) });
      left -= chunk.items.length;
      if (left <= 0) controller.terminate();
    },
  });
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PdfError("slow")), patienceMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function faultOf(error: unknown): unknown {
  if (error instanceof PdfError) return error;
  const name = error instanceof Error ? error.name : "";
  if (name === "RenderingCancelledException" || name === "AbortException") return error;
  return new PdfError(name === "PasswordException" ? "locked" : "broken");
}
