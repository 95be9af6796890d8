import { Readable } from "node:stream";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import busboy from "busboy";
import { sniffMediaType } from "@/lib/domain/media-type";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { Blob, Storage } from "@/lib/storage/backend";

/** Largest file taken as evidence. */
export const evidenceLimitBytes = 25 * 1024 * 1024;

/** A file that is in storage already: whoever refuses it later must delete `blobKey`. */
export type ReceivedFile = {
  blobKey: string;
  sha256: string;
  size: number;
  mime: string;
  /** Its first bytes. */
  head: Uint8Array;
  /** The name it had on the sender's disk, without folders. */
  fileName: string;
  fields: Record<string, string>;
};

const shape = refuse("invalid_input", "Send multipart/form-data with one part named file.");

/** What the parser has handed out so far; `stored` fails when storage does. */
type Parts = {
  fields: Record<string, string>;
  stored: Promise<Blob | null> | null;
  fileName: string;
  excess: boolean;
};

/**
 * Streams the part named `file` into storage and collects the short text fields beside it. Never holds the file in
 * memory; whatever goes wrong, no blob stays.
 */
export async function receiveFile(
  request: Request,
  storage: Storage,
  limit = evidenceLimitBytes,
): Promise<Result<ReceivedFile>> {
  const parser = openParser(request);
  if (!parser) return shape;
  const parts: Parts = { fields: {}, stored: null, fileName: "file", excess: false };
  listen(parser, parts, storage, limit);
  const end = await feed(parser, request, limit);
  // A body that breaks off makes storage fail too; that is the sender's fault and not a bug of ours.
  const blob = await (end === "read" ? parts.stored : parts.stored?.catch(() => undefined));
  if (end === "read" && blob && !parts.excess) {
    const { key, sha256, size, head } = blob;
    const { fileName, fields } = parts;
    return accept({ blobKey: key, sha256, size, mime: sniffMediaType(head), head, fileName, fields });
  }
  if (blob) await storage.delete(blob.key);
  if (end === "too_large" || (blob === null && parts.stored)) {
    return refuse("too_large", `A file may hold at most ${Math.floor(limit / 1024 / 1024)} MB.`);
  }
  return shape;
}

function listen(parser: busboy.Busboy, parts: Parts, storage: Storage, limit: number): void {
  const exceed = () => {
    parts.excess = true;
  };
  parser.on("partsLimit", exceed).on("filesLimit", exceed).on("fieldsLimit", exceed);
  parser.on("field", (name, value, { valueTruncated }) => {
    if (valueTruncated) exceed();
    else parts.fields[name] = value;
  });
  parser.on("file", (name, stream, { filename }) => {
    if (name !== "file" || parts.stored) {
      exceed();
      stream.resume();
      return;
    }
    if (filename) parts.fileName = filename;
    stream.on("error", exceed);
    // Drained even when storage gives up early: the parser would wait for it forever otherwise.
    const chunks: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => stream.iterator({ destroyOnReturn: false }),
    };
    parts.stored = storage.put(chunks, limit).finally(() => stream.resume());
    parts.stored.catch(() => undefined);
  });
}

function openParser(request: Request): busboy.Busboy | null {
  try {
    return busboy({
      headers: { "content-type": request.headers.get("content-type") ?? "" },
      limits: { files: 1, fields: 4, parts: 6, fieldSize: 4096, fieldNameSize: 100, headerPairs: 40 },
      defParamCharset: "utf8",
    });
  } catch {
    return null;
  }
}

/** Pushes the body through the parser; stops a little above the limit, whatever the headers promised. */
async function feed(parser: busboy.Busboy, request: Request, limit: number): Promise<"read" | "broken" | "too_large"> {
  const body = request.body;
  if (!body) return "broken";
  const most = limit + 64 * 1024;
  if (Number(request.headers.get("content-length") ?? 0) > most) {
    return "too_large";
  }
  let size = 0;
  const source = Readable.fromWeb(body as NodeReadableStream<Uint8Array>);
  return new Promise((resolve) => {
    const end = (outcome: "read" | "broken" | "too_large") => {
      source.destroy();
      parser.destroy();
      resolve(outcome);
    };
    source.on("data", (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size > most) end("too_large");
    });
    source.on("error", () => end("broken"));
    parser.on("error", () => end("broken"));
    parser.once("close", () => resolve("read"));
    source.pipe(parser);
  });
}
