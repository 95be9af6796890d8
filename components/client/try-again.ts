"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Answer, ApiRefusal } from "./api";

const seconds = [1, 2, 4, 8, 15];
/** Nothing to try again for: who asks may not, or has to sign in. */
const final: ReadonlySet<ApiRefusal["code"]> = new Set(["unauthenticated", "not_found", "forbidden"]);

/** Milliseconds until the next try after `failed` of them in a row: what the server asked for, else ever longer. */
export function tryAgainMs(failed: number, retryAfterSeconds?: number): number {
  return (retryAfterSeconds ?? seconds[Math.min(failed, seconds.length - 1)] ?? 15) * 1000;
}

/** `turn` moves some time after an answer that failed: an effect that reads by it reads until it is answered. */
export function useTryAgain(): { turn: number; settle: (answer: Answer<unknown>) => void } {
  const [turn, setTurn] = useState(0);
  const failed = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const settle = useCallback((answer: Answer<unknown>) => {
    clearTimeout(timer.current);
    if (answer.ok) failed.current = 0;
    if (answer.ok || final.has(answer.code)) return;
    timer.current = setTimeout(() => setTurn((n) => n + 1), tryAgainMs(failed.current, answer.retryAfterSeconds));
    failed.current += 1;
  }, []);
  return { turn, settle };
}
