import { newKey } from "@/components/client/api";
import type { Problem, RefusalCode } from "@/lib/domain/refusal";
import type { SecretChoice } from "./secret-choice";

/** Keys of files whose sending was never answered: sent again under the same key, they are attached once. */
const unanswered = new Map<string, string>();

export type UploadRefusal = { message: string; code?: RefusalCode; problems?: Problem[] };

/** Sends one file with its progress, 0 to 1; resolves to the refusal, if any. */
export function uploadEvidence(
  path: string,
  file: File,
  secrets: SecretChoice,
  onProgress: (share: number) => void,
  signal?: AbortSignal,
): Promise<UploadRefusal | undefined> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append("file", file, file.name);
    if (secrets !== "keep") form.append(`${secrets}Secrets`, "1");
    request.open("POST", `/api/v1${path}`);
    const sent = `${path} ${file.name} ${file.size} ${file.lastModified} ${secrets}`;
    const key = unanswered.get(sent) ?? newKey();
    request.setRequestHeader("idempotency-key", key);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onerror = () => {
      unanswered.set(sent, key);
      resolve({ message: "The server didn't answer. Attach the file again: it counts once." });
    };
    request.onload = () => {
      if (request.status >= 500) unanswered.set(sent, key);
      else unanswered.delete(sent);
      if (request.status >= 200 && request.status < 300) resolve(undefined);
      else resolve(refusalOf(request.responseText) ?? { message: `The server answered ${request.status}.` });
    };
    signal?.addEventListener("abort", () => request.abort());
    // What was sent in full may have arrived all the same: sent again it counts once.
    request.onabort = () => {
      unanswered.set(sent, key);
      resolve({ message: "Cancelled." });
    };
    request.send(form);
  });
}

function refusalOf(text: string): UploadRefusal | undefined {
  try {
    const { detail, ...refusal } = JSON.parse(text) as Omit<UploadRefusal, "message"> & { detail?: string };
    return detail ? { ...refusal, message: detail } : undefined;
  } catch {
    return undefined;
  }
}
