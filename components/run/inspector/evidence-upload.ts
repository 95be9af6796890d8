import { newKey } from "@/components/client/api";

/** Keys of files whose sending was never answered: sent again under the same key, they are attached once. */
const unanswered = new Map<string, string>();

/** Sends one file with its progress, 0 to 1; resolves to a sentence when it was refused. */
export function uploadEvidence(
  path: string,
  file: File,
  onProgress: (share: number) => void,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append("file", file, file.name);
    request.open("POST", `/api/v1${path}`);
    const sent = `${path} ${file.name} ${file.size} ${file.lastModified}`;
    const key = unanswered.get(sent) ?? newKey();
    request.setRequestHeader("idempotency-key", key);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onerror = () => {
      unanswered.set(sent, key);
      resolve("The server didn't answer. Attach the file again: it counts once.");
    };
    request.onload = () => {
      if (request.status >= 500) unanswered.set(sent, key);
      else unanswered.delete(sent);
      if (request.status >= 200 && request.status < 300) resolve(undefined);
      else resolve(detailOf(request.responseText) ?? `The server answered ${request.status}.`);
    };
    request.send(form);
  });
}

function detailOf(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { detail?: string }).detail;
  } catch {
    return undefined;
  }
}
