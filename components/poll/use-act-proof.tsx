"use client";

import { type ReactNode, useState } from "react";
import type { Answer } from "@/components/client/api";
import { answerWithPasskey } from "@/components/client/passkey";
import type { SigningMethod } from "@/lib/domain/signing-method";
import { useRunStore } from "../run/run-provider";
import { request } from "../run/run-request";
import { MethodField } from "./method-field";
import { ProofField } from "./proof-field";
import { useSigningMethods } from "./use-signing-methods";

export type ActProof = {
  /** Null until it is known how the person may confirm, or while they can't. */
  method: SigningMethod | null;
  fields: ReactNode;
  /** What goes along with the call, or why there is nothing. */
  gather: () => Promise<Answer<object>>;
  clear: () => void;
};

/** Asks who is there by what signatures ask here; `path` below the run gives a passkey its challenge, `error` stands at the field. */
export function useActProof(path: string, body: object = {}, error?: string): ActProof {
  const store = useRunStore();
  const ways = useSigningMethods({ acts: true });
  const [chosen, setChosen] = useState<SigningMethod>();
  const [secret, setSecret] = useState("");
  const method = chosen ?? ways?.methods[0] ?? null;
  const gather = async (): Promise<Answer<object>> => {
    if (method === null) return lacking(`Signing here asks for ${ways?.asks ?? "more than you have"}.`);
    if (method === "passkey") {
      const asked = await request<{ passkey: object }>(`/runs/${store.runId}${path}`, { method: "POST", body });
      if (!asked.ok) return asked;
      const answer = await answerWithPasskey(asked.value.passkey);
      return answer.ok ? { ok: true, value: { assertion: answer.value } } : answer;
    }
    if (secret === "") {
      return lacking(
        method === "totp" ? "Type the code your app shows." : "Type your password: it shows that it is you.",
      );
    }
    return { ok: true, value: method === "totp" ? { code: secret } : { password: secret } };
  };
  return {
    method,
    gather,
    clear: () => setSecret(""),
    fields: (
      <>
        <MethodField ways={ways} value={method ?? undefined} onChange={setChosen} />
        {method ? (
          <ProofField method={method} proven={false} value={secret} error={error} onChange={setSecret} />
        ) : null}
      </>
    ),
  };
}

function lacking(message: string): Answer<object> {
  return { ok: false, code: "reauthentication_required", message, problems: [] };
}
