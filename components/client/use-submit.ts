"use client";

import { useState } from "react";
import type { Answer, ApiRefusal } from "./api";

type Submit<T> = {
  busy: boolean;
  refusal: ApiRefusal | undefined;
  /**
   * Runs one call at a time; a refusal stays until the next try. A `done` that leaves the page returns "leaving":
   * the form stays busy, so that a second press on the way out doesn't send it again.
   */
  submit: (call: () => Promise<Answer<T>>, done: (value: T) => "leaving" | undefined) => Promise<void>;
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
    if (!answer.ok) setRefusal(answer);
    const leaving = answer.ok && done(answer.value) === "leaving";
    if (!leaving) setBusy(false);
  };
  return { busy, refusal, submit };
}
