import { type Answer, api } from "@/components/client/api";
import { answerWithPasskey } from "@/components/client/passkey";
import type { Again } from "./proof-ways";

/** Has the browser answer with a passkey of whoever is signed in. */
export async function proveByPasskey(): Promise<Answer<Again>> {
  const asked = await api<{ challenge: string; options: object }>("POST", "/factors/challenge");
  if (!asked.ok) return asked;
  const answer = await answerWithPasskey(asked.value.options);
  if (!answer.ok) return answer;
  return { ok: true, value: { passkey: { challenge: asked.value.challenge, response: answer.value } } };
}
