import { type TemplateDocument, templateDocumentSchema } from "@/lib/domain/template";
import type { Database, Transaction } from "./database";

/** A published version as the rules need it. */
export type PublishedVersion = {
  id: string;
  templateId: string;
  number: number;
  title: string;
  /** SHA-256 of the canonical JSON, hex. */
  digest: string;
  document: TemplateDocument;
};

/** Versions never change, so a cached one is never stale; the cap keeps memory flat. */
const cacheSize = 64;
const cache = new Map<string, PublishedVersion>();

/** The version's parsed document. Throws when the id is unknown: callers hold it from a row that references it. */
export async function publishedVersion(db: Database | Transaction, versionId: string): Promise<PublishedVersion> {
  const known = cache.get(versionId);
  if (known) {
    cache.delete(versionId);
    cache.set(versionId, known);
    return known;
  }
  const row = await db.templateVersion.findUniqueOrThrow({
    where: { id: versionId },
    select: { id: true, templateId: true, number: true, title: true, digest: true, document: true },
  });
  const version: PublishedVersion = {
    ...row,
    digest: Buffer.from(row.digest).toString("hex"),
    document: templateDocumentSchema.parse(row.document),
  };
  cache.set(versionId, version);
  const oldest = cache.keys().next();
  if (cache.size > cacheSize && !oldest.done) cache.delete(oldest.value);
  return version;
}
