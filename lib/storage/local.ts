import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { type Blob, headBytes, type Storage } from "./backend";

const keyPattern = /^[0-9a-f]{2}\/[0-9a-f-]{36}$/;

/** Blobs as files below one directory, which is made on the first use. */
export function localStorage(directory: string): Storage {
  const fileOf = (key: string) => (keyPattern.test(key) ? path.join(directory, key) : null);
  return {
    async put(source, limit) {
      const name = randomUUID();
      const key = `${name.slice(0, 2)}/${name}`;
      const incoming = path.join(directory, "incoming");
      const temporary = path.join(incoming, name);
      await mkdir(incoming, { recursive: true, mode: 0o700 });
      try {
        const received = await receive(temporary, source, limit);
        if (!received) return null;
        const target = path.join(directory, key);
        await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
        await rename(temporary, target);
        await syncDirectory(path.dirname(target));
        return { key, ...received };
      } finally {
        await rm(temporary, { force: true });
      }
    },
    async open(key) {
      const file = fileOf(key);
      if (!file || !(await isFile(file))) return null;
      return Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>;
    },
    async delete(key) {
      const file = fileOf(key);
      if (file) await rm(file, { force: true });
    },
  };
}

/** Writes and digests in one pass; null as soon as there is a byte too many. */
async function receive(
  file: string,
  source: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<Omit<Blob, "key"> | null> {
  const hash = createHash("sha256");
  const head: Uint8Array[] = [];
  let size = 0;
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, "wx", 0o600);
    for await (const chunk of source) {
      if (size < headBytes) head.push(chunk.slice(0, headBytes - size));
      size += chunk.byteLength;
      if (size > limit) return null;
      hash.update(chunk);
      await handle.writeFile(chunk);
    }
    await handle.sync();
  } finally {
    await handle?.close();
  }
  return { size, sha256: hash.digest("hex"), head: Uint8Array.from(Buffer.concat(head)) };
}

/** A renamed file survives a power cut only once its directory is written too. */
async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function isFile(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => null);
  return found?.isFile() ?? false;
}
