import { newKey } from "@/components/client/api";

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
    request.setRequestHeader("idempotency-key", newKey());
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onerror = () => resolve("The server can't be reached. The file was not attached.");
    request.onload = () => {
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
