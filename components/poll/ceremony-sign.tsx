"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import type { Answer } from "@/components/client/api";
import { leaveTo } from "@/components/client/leave";
import { answerWithPasskey } from "@/components/client/passkey";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/time";
import type { SignoffStanding } from "@/lib/domain/assessment";
import type { SigningMethod } from "@/lib/domain/signing-method";
import type { Decision } from "@/lib/domain/signing-rows";
import { useRunStore } from "../run/run-provider";
import { request } from "../run/run-request";
import { ExactStatement } from "./exact-statement";
import { ProofField } from "./proof-field";
import { leaveCeremony } from "./returned-ceremony";
import { isUnsure, sendSigned } from "./send-signed";
import { ChangeList } from "./signature-line";

export type Ceremony = {
  id: string;
  statement: string;
  summary: string;
  sha256: string;
  expiresAt: string;
  method: SigningMethod;
  /** What to ask the browser's passkeys; its challenge is the statement's SHA-256. */
  passkey?: object;
  /** With `oidc`: they have signed in anew and come back. */
  proven?: boolean;
};
type Moved = { changed: SignoffStanding["signatures"][number]["changed"]; improved: string[] };

type Props = {
  ceremony: Ceremony;
  signoffKey: string;
  decision: Decision;
  /** What went wrong at the sign-in service. */
  problem?: string | null;
  onBack: () => void;
  onSigned: () => void;
};

const acts: Record<Decision, string> = {
  approve: "Sign: GO",
  approve_with_conditions: "Sign: GO with conditions",
  reject: "Sign: NO-GO",
};

/** Second step: the exact bytes that are signed, and the proof of who signs. */
export function CeremonySign({ ceremony, signoffKey, decision, problem = null, onBack, onSigned }: Props) {
  const store = useRunStore();
  const { method } = ceremony;
  const away = method === "oidc" && !ceremony.proven;
  const summary = useRef<HTMLParagraphElement>(null);
  // The step before may have been scrolled; what is signed is read from its beginning.
  useEffect(() => summary.current?.focus(), []);
  const [secret, setSecret] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | undefined>(problem ?? undefined);
  const [moved, setMoved] = useState<Moved | null>(null);
  const [expired, setExpired] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if ((method === "password" || method === "totp") && secret === "") {
      setError(method === "totp" ? "Type the code your app shows." : "Type your password: it shows that it is you.");
      return;
    }
    setBusy(true);
    const path = `/signoffs/${encodeURIComponent(signoffKey)}`;
    if (away) {
      const signIn = `/runs/${store.runId}${path}/ceremonies/${ceremony.id}/sign-in`;
      const begun = await request<{ url: string }>(signIn, { method: "POST" });
      if (begun.ok) {
        leaveCeremony({ signoffKey, decision, ceremony });
        leaveTo(begun.value.url);
        return;
      }
      setBusy(false);
      if (begun.code === "ceremony_expired") setExpired(true);
      setError(begun.message);
      return;
    }
    const proof = await proofOf(ceremony, secret);
    if (!proof.ok) {
      setBusy(false);
      setError(proof.message);
      return;
    }
    const refused = await sendSigned(store, {
      path: `${path}/signatures`,
      id: ceremony.id,
      body: { ceremony: ceremony.id, statement: ceremony.sha256, ...proof.value },
      isGiven: ({ signatures }) => signatures.some(({ sha256 }) => sha256 === ceremony.sha256),
    });
    setBusy(false);
    if (!refused) {
      onSigned();
      return;
    }
    if (!isUnsure(refused)) setSecret("");
    if (refused.code === "statement_changed")
      setMoved((refused.current as Moved | undefined) ?? { changed: [], improved: [] });
    else if (refused.code === "ceremony_expired") setExpired(true);
    setError(refused.message);
  };
  const over = moved !== null || expired;
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <p ref={summary} tabIndex={-1} className="whitespace-pre-line text-base outline-none">
        {ceremony.summary}
      </p>
      <ExactStatement statement={ceremony.statement} sha256={ceremony.sha256} />
      {moved ? (
        <Notice tone="hold" live title="What you were about to sign has changed">
          <ChangeList changed={moved.changed} />
          <p className="mt-1">Begin anew to read the statement as it is now. Your answer is kept.</p>
        </Notice>
      ) : error ? (
        <p role="alert" className="rounded-md bg-no-tint px-3 py-2 text-no text-sm">
          {error}
        </p>
      ) : null}
      {over ? null : <ProofField method={method} proven={!away} value={secret} onChange={setSecret} />}
      <div className="flex flex-wrap items-center justify-end gap-2">
        {over ? null : (
          <p className="mr-auto text-ink-3 text-xs">
            Expires <RelativeTime at={ceremony.expiresAt} />
          </p>
        )}
        <Button onClick={onBack} disabled={busy} variant={over ? "primary" : "secondary"}>
          {over ? "Begin anew" : "Back"}
        </Button>
        {over ? null : (
          <Button
            type="submit"
            variant={decision === "reject" ? "danger" : decision === "approve" ? "go" : "primary"}
            busy={busy}
          >
            {away ? "Sign in anew" : acts[decision]}
          </Button>
        )}
      </div>
    </form>
  );
}

/** What goes with the statement's hash: what was typed, or the passkey's own signature of it. */
async function proofOf({ method, passkey }: Ceremony, secret: string): Promise<Answer<object>> {
  if (method === "passkey") {
    const answer = await answerWithPasskey(passkey ?? {});
    return answer.ok ? { ok: true, value: { assertion: answer.value } } : answer;
  }
  if (method === "oidc") return { ok: true, value: {} };
  return { ok: true, value: method === "totp" ? { code: secret } : { password: secret } };
}
