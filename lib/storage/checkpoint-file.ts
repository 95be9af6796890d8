import { createReadStream } from "node:fs";
import { mkdir, open, stat } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { type CheckpointLine, checkpointLineSchema } from "@/lib/domain/checkpoint";
import { auditDirectory } from "./signing-key";

/** Where checkpoints are appended, one JSON object a line. */
export function checkpointFile(): string {
  return path.join(auditDirectory(), "checkpoints.jsonl");
}

/** Size in bytes; 0 when there is none yet. */
export async function checkpointFileSize(): Promise<number> {
  return (await stat(checkpointFile()).catch(() => null))?.size ?? 0;
}

/** A line as read; null where it isn't one (a crash while writing, or somebody's hand). */
export type ReadLine = { number: number; text: string; line: CheckpointLine | null };

/** Lines in their order, read as a stream; nothing when the file isn't there. `mentions` skips lines without that text unread. */
export async function* readCheckpoints(file: string, mentions?: string): AsyncGenerator<ReadLine> {
  if (!(await stat(file).catch(() => null))) return;
  let number = 0;
  for await (const text of createInterface({
    input: createReadStream(file, "utf8"),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number += 1;
    if (text === "" || (mentions !== undefined && !text.includes(mentions))) continue;
    yield { number, text, line: parse(text) };
  }
}

/** Appends and returns once it is on disk. A line a crash left half-written is closed first, and reads as none. */
export async function appendCheckpoint(line: CheckpointLine): Promise<void> {
  const file = checkpointFile();
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, "a+", 0o600);
  try {
    const { size } = await handle.stat();
    const last = size === 0 ? "\n" : (await handle.read(Buffer.alloc(1), 0, 1, size - 1)).buffer.toString();
    await handle.appendFile(`${last === "\n" ? "" : "\n"}${JSON.stringify(line)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function parse(text: string): CheckpointLine | null {
  try {
    return checkpointLineSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
