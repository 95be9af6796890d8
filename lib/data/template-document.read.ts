import { LRUCache } from "lru-cache";
import { documentSize } from "@/lib/domain/document-cache";
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

/** In characters of JSON, as a hundred small templates are less than one of ten thousand items. */
const mostCharacters = 3_000_000;

/** Versions never change, so a cached one is never stale. */
const cache = new LRUCache<string, PublishedVersion>({
  maxSize: mostCharacters,
  sizeCalculation: ({ document }) => Math.min(mostCharacters, documentSize(document)),
});

/** The version's parsed document. Throws when the id is unknown: callers hold it from a row that references it. */
export async function publishedVersion(db: Database | Transaction, versionId: string): Promise<PublishedVersion> {
  const known = cache.get(versionId);
  if (known) return known;
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
  return version;
}
