"use client";

import { KeyRound } from "lucide-react";
import { api } from "@/components/client/api";
import { leaveTo } from "@/components/client/leave";
import { answerWithPasskey } from "@/components/client/passkey";
import { useHydrated } from "@/components/client/use-hydrated";
import { useSubmit } from "@/components/client/use-submit";
import { Button } from "@/components/ui/button";
import { Refused } from "@/components/ui/refused";
import { type PasskeySite, usePasskeyHint } from "./use-passkey-place";

type Question = { challenge: string; options: object };

/** Signs in with a passkey alone; says where that works when it doesn't here. */
export function PasskeyButton({ next, site }: { next: string; site: PasskeySite }) {
  const hint = usePasskeyHint(site);
  const hydrated = useHydrated();
  const { busy, refusal, submit } = useSubmit();
  const enter = () =>
    void submit(
      async () => {
        const begun = await api<Question>("POST", "/session/passkey/begin", { body: {}, anonymous: true });
        if (!begun.ok) return begun;
        const answer = await answerWithPasskey(begun.value.options);
        if (!answer.ok) return answer;
        const body = { challenge: begun.value.challenge, response: answer.value };
        return api("POST", "/session/passkey", { body, anonymous: true });
      },
      () => leaveTo(next),
    );
  if (hint) {
    return (
      <p className="text-ink-2 text-xs">
        {hint.text}{" "}
        {hint.href ? (
          <a className="underline" href={`${hint.href}/sign-in`}>
            Go there
          </a>
        ) : null}
      </p>
    );
  }
  return (
    <>
      <Refused>{refusal?.message}</Refused>
      <Button
        size="lg"
        busy={busy}
        disabled={!hydrated}
        icon={<KeyRound aria-hidden className="size-4" />}
        onClick={enter}
      >
        Sign in with a passkey
      </Button>
    </>
  );
}
