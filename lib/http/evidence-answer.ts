import type { EvidenceContent } from "@/lib/data/evidence.read";
import { type Refusal, refuse } from "@/lib/domain/refusal";
import { evidenceStorage } from "@/lib/storage/evidence";
import { attachment } from "./answer";

/** Evidence as a download that no browser interprets, whatever it holds. */
export async function evidenceAnswer(content: EvidenceContent): Promise<Response | Refusal> {
  const isText = content.kind === "text";
  const body = isText ? content.text : await evidenceStorage().open(content.blobKey);
  if (body === null) return refuse("unavailable", "The bytes of this evidence can't be found. Tell an admin.");
  const name = isText && !/\.\w{1,8}$/.test(content.title) ? `${content.title}.txt` : content.title;
  return new Response(body, {
    headers: {
      "content-type": isText ? "text/plain; charset=utf-8" : "application/octet-stream",
      ...(content.size === null ? {} : { "content-length": String(content.size) }),
      "content-disposition": attachment(name),
      "content-security-policy": "sandbox; default-src 'none'",
      "cross-origin-resource-policy": "same-origin",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    },
  });
}
