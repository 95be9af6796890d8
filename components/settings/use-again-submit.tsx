"use client";

import type { ReactNode } from "react";
import { type Again, isAboutProof } from "@/components/account/proof-ways";
import type { Answer, ApiRefusal } from "@/components/client/api";
import { useSubmit } from "@/components/client/use-submit";
import { type AskWords, outlasts, useAgain } from "./use-again";

type Send<T> = {
  call: (again: Again) => Promise<Answer<T>>;
  done: (value: T) => undefined;
  /** How it is asked who is there; null where nobody needs to be. */
  ask: AskWords | null;
};

/**
 * A form that asks again who is there before it is sent. What the proof was refused for stands in that dialog, above
 * the form; whatever else, at the form itself.
 */
export function useAgainSubmit<T>(): {
  busy: boolean;
  refusal: ApiRefusal | undefined;
  send: (send: Send<T>) => Promise<void>;
  dialog: ReactNode;
} {
  const { ask: askAgain, dialog } = useAgain();
  const { busy, refusal, submit } = useSubmit<T>();
  const send = async ({ call, done, ask }: Send<T>) => {
    if (!ask) return submit(() => call({}), done);
    const run = async (again: Again) => {
      const answer = await call(again);
      if (!answer.ok && isAboutProof(answer)) return answer.message;
      await submit(async () => answer, done);
      return undefined;
    };
    const message = await askAgain({ hint: outlasts, ...ask, run });
    if (!message) return;
    await submit(async () => ({ ok: false, code: "reauthentication_required", message, problems: [] }), done);
  };
  return { busy, refusal, send, dialog };
}
