import { z } from "zod";
import { operation } from "../operation";
import { assertionInput, passkeyQuestion } from "../schema/passkey";
import { sessionView } from "./session";

export const beginPasskeySession = operation({
  id: "beginPasskeySession",
  method: "POST",
  path: "/session/passkey/begin",
  summary: "What to ask the browser for to sign in with a passkey",
  access: "public",
  body: z.strictObject({}),
  status: 201,
  response: passkeyQuestion,
});

export const createPasskeySession = operation({
  id: "createPasskeySession",
  method: "POST",
  path: "/session/passkey",
  summary: "Sign in with a passkey; sets the session cookie",
  access: "public",
  body: z.strictObject({ challenge: z.uuid(), response: assertionInput }),
  status: 200,
  response: sessionView,
});

export const passkeySessionOperations = [beginPasskeySession, createPasskeySession];
