"use client";

import { useState } from "react";
import type { Answer, ApiRefusal } from "./api";

type Submit<T> = {
  busy: boolean;
  refusal: ApiRefusal | undefined;
  /** Runs one call at a time; a refusal stays until the next try. */
  submit: (call: () => Promise<Answer<T>>, done: (value: T) => void) => Promise<void>;
};

/** The state every form shares: sending, and why it was refused. */
export function useSubmit<T>(): Submit<T> {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ApiRefusal>();
  const submit: Submit<T>["submit"] = async (call, done) => {
    if (busy) return;
    setBusy(true);
    setRefusal(undefined);
    const answer = await call();
    setBusy(false);
    if (answer.ok) done(answer.value);
    else setRefusal(answer);
  };
  return { busy, refusal, submit };
}
