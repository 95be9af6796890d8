import { sniffMediaType } from "@/lib/domain/media-type";
import { type Refusal, refuse } from "@/lib/domain/refusal";
import type { SecretFinding } from "@/lib/domain/secret";
import { findFileSecrets, maskFileSecrets, mostFindings } from "@/lib/secret/secret-file";
import type { Storage } from "@/lib/storage/backend";
import { evidenceLimitBytes, type ReceivedFile } from "./evidence-upload";

/** What is kept of a file. */
export type KeptFile = Pick<ReceivedFile, "blobKey" | "sha256" | "size" | "mime">;

/** The question that is put instead of storing: what was found and where. */
export function askAboutSecrets(found: readonly SecretFinding[]): Refusal {
  return refuse("secrets_found", "This may hold a password or key. Nothing was stored. Mask it, or add it as it is.", {
    problems: found
      .slice(0, mostFindings)
      .map(({ kind, lines, hint }) => ({ line: lines[0], message: `${kind} (${hint})` })),
  });
}

export async function secretsOfFile(storage: Storage, { blobKey, head }: ReceivedFile): Promise<SecretFinding[]> {
  const bytes = await storage.open(blobKey);
  return bytes ? findFileSecrets(bytes, head) : [];
}

/** The same file with its credentials masked; the one that holds them is gone. */
export async function maskedFile(storage: Storage, { blobKey, head }: ReceivedFile): Promise<KeptFile> {
  const bytes = await storage.open(blobKey);
  // Bullets are longer than what they stand for may be.
  const blob = bytes && (await storage.put(maskFileSecrets(bytes, head), 4 * evidenceLimitBytes));
  if (!blob) throw new Error("A file that was just received is not there.");
  await storage.delete(blobKey);
  return { blobKey: blob.key, sha256: blob.sha256, size: blob.size, mime: sniffMediaType(blob.head) };
}
