"use client";

import { ChevronLeft, ChevronRight, Minus, Plus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { SkeletonLines } from "@/components/ui/skeleton";
import { type OpenPdf, openPdf, PdfError, type PdfFault } from "./open-pdf";

const zooms = [0.5, 0.75, 1, 1.5, 2, 3];
const whole = zooms.indexOf(1);

type Fault = PdfFault | "unreachable";

const words: Record<Fault, string> = {
  locked: "This PDF asks for a password. Download it and open it with yours.",
  broken: "This PDF can’t be drawn: it is damaged, or no PDF at all. Download it to look into it.",
  slow: "This PDF takes too long to draw. Download it instead.",
  unreachable: "The file could not be read. Close this and open it again.",
};

/** A PDF page by page, drawn from the bytes at `url`; every fault leaves the download, which whoever shows this offers. */
export function PdfView({ url, title, size }: { url: string; title: string; size: number }) {
  const [pdf, setPdf] = useState<OpenPdf | null>(null);
  const [read, setRead] = useState(0);
  const [fault, setFault] = useState<Fault | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const open = async () => {
      const bytes = await readBytes(url, stop.signal, setRead).catch(() => null);
      if (stop.signal.aborted) return;
      if (!bytes) return setFault("unreachable");
      const opened = await openPdf(bytes, stop.signal);
      if (!stop.signal.aborted) setPdf(opened);
    };
    open().catch((error: unknown) => stop.signal.aborted || setFault(faultIn(error)));
    return () => stop.abort();
  }, [url]);
  if (fault)
    return (
      <Notice tone="no" live>
        {words[fault]}
      </Notice>
    );
  if (!pdf) return <Opening read={read} size={size} />;
  return <Pages pdf={pdf} title={title} onFault={setFault} />;
}

async function readBytes(url: string, signal: AbortSignal, told: (bytes: number) => void): Promise<ArrayBuffer | null> {
  const answer = await fetch(url, { signal });
  if (!answer.ok || !answer.body) return null;
  let read = 0;
  const counting = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      read += chunk.byteLength;
      told(read);
      controller.enqueue(chunk);
    },
  });
  return new Response(answer.body.pipeThrough(counting)).arrayBuffer();
}

function Opening({ read, size }: { read: number; size: number }) {
  const percent = Math.min(100, Math.floor((100 * read) / Math.max(1, size)));
  return (
    <>
      <Progress
        total={100}
        segments={[
          { share: percent, tone: "wait" },
          { share: 100 - percent, tone: "rest" },
        ]}
        label={`${percent} % of the file is here`}
        className="mb-3"
      />
      <SkeletonLines lines={12} label="Opening the PDF" />
    </>
  );
}

function Pages({ pdf, title, onFault }: { pdf: OpenPdf; title: string; onFault: (fault: Fault) => void }) {
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState(whole);
  const [drawn, setDrawn] = useState({ page: 0, text: true });
  const frame = useRef<HTMLElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const turn = (by: number) => setPage((now) => Math.min(Math.max(now + by, 1), pdf.pages));
  const scale = (by: number) => setZoom((now) => Math.min(Math.max(now + by, 0), zooms.length - 1));
  useEffect(() => {
    const { current: into } = sheet;
    if (!into) return;
    let left = false;
    const width = Math.max(200, (frame.current?.clientWidth ?? 0) - 2);
    pdf
      .draw(page, into, { width, zoom: zooms[zoom] ?? 1 })
      .then(({ text }) => left || setDrawn({ page, text }))
      .catch((error: unknown) => left || onFault(faultIn(error)));
    return () => {
      left = true;
    };
  }, [pdf, page, zoom, onFault]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page is read from its top
  useEffect(() => frame.current?.scrollTo(0, 0), [drawn.page]);
  useEffect(() => {
    const acts = new Map([
      ["ArrowRight", () => scrolled(frame.current, 1, 0) || turn(1)],
      ["PageDown", () => scrolled(frame.current, 0, 1) || turn(1)],
      ["ArrowLeft", () => scrolled(frame.current, -1, 0) || turn(-1)],
      ["PageUp", () => scrolled(frame.current, 0, -1) || turn(-1)],
      ["Home", () => setPage(1)],
      ["End", () => setPage(pdf.pages)],
      ["+", () => scale(1)],
      ["-", () => scale(-1)],
    ]);
    const press = (event: KeyboardEvent) => {
      const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : acts.get(event.key);
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    // Before the page's own keys hear of it.
    window.addEventListener("keydown", press, { capture: true });
    return () => window.removeEventListener("keydown", press, { capture: true });
  });
  const percent = `${Math.round((zooms[zoom] ?? 1) * 100)} %`;
  return (
    <>
      <div role="toolbar" aria-label="Pages and size" className="flex flex-wrap items-center gap-2 pb-3">
        <Button
          size="sm"
          aria-label="Previous page"
          disabled={page === 1}
          onClick={() => turn(-1)}
          icon={<ChevronLeft aria-hidden className="size-4" />}
        />
        <p role="status" className="min-w-24 text-center text-sm tabular-nums">
          Page {page} of {pdf.pages}
        </p>
        <Button
          size="sm"
          aria-label="Next page"
          disabled={page === pdf.pages}
          onClick={() => turn(1)}
          icon={<ChevronRight aria-hidden className="size-4" />}
        />
        <div className="ml-auto flex items-center gap-2">
          <Button
            size="sm"
            aria-label="Smaller"
            disabled={zoom === 0}
            onClick={() => scale(-1)}
            icon={<Minus aria-hidden className="size-4" />}
          />
          <span className="min-w-12 text-center text-ink-2 text-sm tabular-nums max-sm:hidden">{percent}</span>
          <Button
            size="sm"
            aria-label="Larger"
            disabled={zoom === zooms.length - 1}
            onClick={() => scale(1)}
            icon={<Plus aria-hidden className="size-4" />}
          />
        </div>
      </div>
      <section
        ref={frame}
        aria-label={`Page ${page} of ${title}`}
        aria-busy={drawn.page !== page}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="max-h-[68dvh] min-h-60 overflow-auto rounded-md border bg-sunk"
      >
        {drawn.text ? null : <p className="sr-only">This page is a picture without text.</p>}
        <div
          ref={sheet}
          className="relative mx-auto bg-white transition-opacity aria-busy:opacity-60"
          aria-busy={drawn.page !== page}
        />
      </section>
    </>
  );
}

/** Moves on within the page, in pages of the frame; false at its edge. */
function scrolled(frame: HTMLElement | null, right: number, down: number): boolean {
  if (!frame) return false;
  const { scrollLeft, scrollTop, clientWidth, clientHeight } = frame;
  frame.scrollBy({ left: right * clientWidth * 0.8, top: down * clientHeight * 0.9, behavior: "instant" });
  return Math.abs(frame.scrollLeft - scrollLeft) > 1 || Math.abs(frame.scrollTop - scrollTop) > 1;
}

function faultIn(error: unknown): Fault {
  return error instanceof PdfError ? error.fault : "unreachable";
}
