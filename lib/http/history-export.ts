import type { HistoryEntryRow } from "@/lib/data/history.read";
import type { Page } from "@/lib/data/page";
import { csvLine } from "@/lib/domain/csv";
import type { Result } from "@/lib/domain/refusal";
import { attachment } from "./answer";

/** Entries read at once while a file is written. */
export const exportPage = 500;

type Read = (cursor: string | undefined) => Promise<Result<Page<HistoryEntryRow>>>;

const headings = [
  "time (UTC)",
  "history",
  "entry",
  "who",
  "by",
  "action",
  "kind",
  "subject",
  "item",
  "change",
  "words",
  "sha256",
];

/** The whole history as a download, written while it is read; a refusal of the first page is the answer. */
export async function exportAnswer(
  name: string,
  format: "csv" | "json",
  read: Read,
): Promise<Result<never> | Response> {
  const first = await read(undefined);
  if (!first.ok) return first;
  const encoder = new TextEncoder();
  async function* text() {
    yield format === "csv" ? `\uFEFF${csvLine(headings)}` : "[";
    let page = first;
    let begun = false;
    for (;;) {
      if (!page.ok) throw new Error(page.message);
      for (const entry of page.value.items) {
        yield format === "csv" ? csvLine(cellsOf(entry)) : `${begun ? "," : ""}\n${JSON.stringify(entry)}`;
        begun = true;
      }
      if (page.value.nextCursor === null) break;
      page = await read(page.value.nextCursor);
    }
    if (format === "json") yield "\n]\n";
  }
  const chunks = text();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "content-type": format === "csv" ? "text/csv; charset=utf-8" : "application/json",
      "content-disposition": attachment(`${name}.${format}`),
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

function cellsOf({ at, run, seq, actor, via, action, subject, change, text, redactedAt, hash }: HistoryEntryRow) {
  return [
    at,
    run?.name ?? "workspace",
    seq,
    actor?.name ?? "Gonogo",
    via,
    action,
    subject.kind,
    subject.key,
    subject.item ?? null,
    change ? JSON.stringify(change) : null,
    redactedAt ? "(redacted)" : text,
    hash,
  ];
}
