import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";

type Server = { run: () => Promise<{ port: number }>; close: () => Promise<void>; store: Store };
type Store = {
  listObjects: (bucket: string, options: { maxKeys: number }) => Promise<{ objects: { key: string }[] }>;
  getObject: (bucket: string, key: string) => Promise<{ content: AsyncIterable<Buffer> } | null>;
  deleteObject: (bucket: string, key: string) => Promise<void>;
};
type Account = { createKeyPair: (id: string, secret: string) => void };

const load = createRequire(import.meta.url);
const S3rver = load("@20minutes/s3rver") as new (options: object) => Server;
const { DUMMY_ACCOUNT } = load("@20minutes/s3rver/lib/models/account.js") as { DUMMY_ACCOUNT: Account };

export type S3Server = {
  url: string;
  keyId: string;
  /** From now on it knows this secret for the key and refuses what was signed with another. */
  expect: (secret: string) => void;
  /** What lies in the bucket, by key. */
  objects: () => Promise<Record<string, string>>;
  remove: (key: string) => Promise<void>;
  close: () => Promise<void>;
};

/** A real S3 server on this machine, which recomputes every signature (version 4) and refuses wrong ones. */
export async function startS3(bucket: string, secret: string): Promise<S3Server> {
  const directory = mkdtempSync(path.join(tmpdir(), "gonogo-s3-"));
  const keyId = "GONOGOTESTKEY";
  const learn = (known: string) => DUMMY_ACCOUNT.createKeyPair(keyId, known);
  learn(secret);
  const options = { address: "127.0.0.1", port: 0, silent: true, directory, allowMismatchedSignatures: false };
  const server = new S3rver({ ...options, configureBuckets: [{ name: bucket, configs: [] }] });
  const { port } = await server.run();
  return {
    url: `http://127.0.0.1:${port}`,
    keyId,
    expect: learn,
    objects: async () => {
      const { objects } = await server.store.listObjects(bucket, { maxKeys: 1000 });
      const all: Record<string, string> = {};
      for (const { key } of objects) all[key] = await textOf(server.store, bucket, key);
      return all;
    },
    remove: (key) => server.store.deleteObject(bucket, key),
    close: async () => {
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function textOf(store: Store, bucket: string, key: string): Promise<string> {
  const object = await store.getObject(bucket, key);
  const chunks: Buffer[] = [];
  for await (const chunk of object?.content ?? []) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
