import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { headBytes, type Storage } from "./backend";

/** What any backend must hold to; `count` says how many blobs it keeps, half-received ones included. */
export function describeStorage(name: string, make: () => { storage: Storage; count: () => Promise<number> }) {
  describe(`${name} keeps the storage contract`, () => {
    it("gives back the bytes it took, with their digest, size and head", async () => {
      const { storage } = make();
      const bytes = pattern(300_000);
      const blob = await storage.put(chunks(bytes, 7_001), 300_000);
      expect(blob).toMatchObject({
        size: 300_000,
        sha256: createHash("sha256").update(bytes).digest("hex"),
        head: bytes.slice(0, headBytes),
      });
      expect(Buffer.compare(await bytesOf(storage, blob?.key), bytes)).toBe(0);
    });

    it("keeps an empty blob", async () => {
      const { storage } = make();
      const blob = await storage.put(chunks(new Uint8Array(), 1), 10);
      expect(blob?.size).toBe(0);
      expect(await bytesOf(storage, blob?.key)).toEqual(new Uint8Array());
    });

    it("keeps nothing of a source that is too large", async () => {
      const { storage, count } = make();
      const before = await count();
      expect(await storage.put(chunks(pattern(101), 10), 100)).toBeNull();
      expect(await count()).toBe(before);
    });

    it("stops reading at the first byte too many", async () => {
      const { storage } = make();
      let given = 0;
      async function* endless() {
        for (;;) {
          given += 10;
          yield pattern(10);
        }
      }
      expect(await storage.put(endless(), 100)).toBeNull();
      expect(given).toBeLessThanOrEqual(200);
    });

    it("keeps nothing of a source that fails", async () => {
      const { storage, count } = make();
      const before = await count();
      async function* failing() {
        yield pattern(50);
        throw new Error("the line went dead");
      }
      await expect(storage.put(failing(), 100)).rejects.toThrow("the line went dead");
      expect(await count()).toBe(before);
    });

    it("keeps equal bytes apart, so that deleting one leaves the other", async () => {
      const { storage } = make();
      const first = await storage.put(chunks(pattern(10), 10), 10);
      const second = await storage.put(chunks(pattern(10), 10), 10);
      expect(first?.key).not.toBe(second?.key);
      await storage.delete(first?.key ?? "");
      expect(await storage.open(first?.key ?? "")).toBeNull();
      expect(await bytesOf(storage, second?.key)).toEqual(pattern(10));
    });

    it.each(["", "nothing", "../../etc/passwd", "ab/../../secret", "/etc/passwd"])(
      "has nothing under %j",
      async (key) => {
        const { storage } = make();
        expect(await storage.open(key)).toBeNull();
        await expect(storage.delete(key)).resolves.toBeUndefined();
      },
    );
  });
}

function pattern(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => index % 251);
}

async function* chunks(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

async function bytesOf(storage: Storage, key: string | undefined): Promise<Uint8Array> {
  const stream = await storage.open(key ?? "");
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
