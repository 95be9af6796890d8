import type { CustomFetch } from "openid-client";

const answerBytes = 1024 * 1024;

/** Asks the issuer's own origin, or one named beside it, and nothing else; takes no redirect and no endless answer. */
export function fetchFrom(origins: ReadonlySet<string>): CustomFetch {
  return async (url, options) => {
    const { origin } = new URL(url);
    if (!origins.has(origin)) {
      throw new Error(`The provider's endpoint lies at ${origin}. Name it in GONOGO_OIDC_ORIGINS if that is right.`);
    }
    const answer = await fetch(url, { ...(options as RequestInit), redirect: "error" });
    const { status, headers } = answer;
    return new Response(await readAll(answer), { status, headers });
  };
}

async function readAll(answer: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = answer.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > answerBytes) {
      await reader.cancel();
      throw new Error("The provider's answer is too large.");
    }
    chunks.push(value);
  }
  return Uint8Array.from(Buffer.concat(chunks));
}
