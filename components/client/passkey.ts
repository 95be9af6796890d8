import { startAuthentication, startRegistration, WebAuthnError } from "@simplewebauthn/browser";
import type { Answer } from "./api";

type Creation = Parameters<typeof startRegistration>[0]["optionsJSON"];
type Request = Parameters<typeof startAuthentication>[0]["optionsJSON"];

/** Has the browser make a passkey; a sentence when it didn't. */
export function makePasskey(options: object): Promise<Answer<object>> {
  return asked(() => startRegistration({ optionsJSON: options as Creation }));
}

/** Has the browser answer with a passkey; a sentence when it didn't. */
export function answerWithPasskey(options: object): Promise<Answer<object>> {
  return asked(() => startAuthentication({ optionsJSON: options as Request }));
}

async function asked(ask: () => Promise<object>): Promise<Answer<object>> {
  try {
    return { ok: true, value: await ask() };
  } catch (error) {
    return { ok: false, code: "reauthentication_required", message: sentence(error), problems: [] };
  }
}

function sentence(error: unknown): string {
  if (error instanceof WebAuthnError && error.code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED") {
    return "This device holds a passkey for you already.";
  }
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError")
    return "The browser gave no passkey: it was cancelled, took too long, or it has none.";
  if (name === "SecurityError") return "Passkeys don't work at this address.";
  return "The browser gave no passkey. Try again.";
}
